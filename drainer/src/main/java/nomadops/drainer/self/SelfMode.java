package nomadops.drainer.self;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.drainer.imds.InstanceMetadata;
import nomadops.drainer.imds.SelfWatch;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.InstanceId;

/// Takes care of the instance that it runs on. Two loops, on threads of their own: [#watch] and
/// [#ask].
///
/// It may run beside queues, in this process or another. The same end of an instance then comes
/// twice: from the queue with the action's token, from here with a blank one. That is safe: both
/// notices are in one record of the instance, which is drained once, within the shorter of their
/// budgets. Both hooks get heartbeats, which are one action's at AWS, and both are completed; for
/// the second of them AWS answers ValidationError "No active Lifecycle Action found", which means
/// that it is over, and is no failure.
///
/// Nothing is acknowledged to the metadata service, so nothing can be lost by a crash: a fresh
/// process reads the same documents, tells the same keys, and finds in Nomad what was done.
public final class SelfMode {
  private final SelfWatch watch;
  private final SelfIntake intake;

  private SelfMode(SelfWatch watch, SelfIntake intake) {
    this.watch = watch;
    this.intake = intake;
  }

  /// What it runs in.
  ///
  /// @param random spreads repeats after faults
  public record Time(InstantSource wall, Pause pause, RandomGenerator random) {}

  /// For the instance of this metadata service. Nothing is asked yet.
  ///
  /// @param consumer must not wait
  public static SelfMode of(
      InstanceMetadata metadata,
      InstanceId instance,
      OwnHooks hooks,
      Consumer<List<Bulletin>> consumer,
      Time time) {
    SelfIntake intake = new SelfIntake(instance, hooks, consumer, time.pause(), time.random());
    return new SelfMode(new SelfWatch(metadata, intake, time.wall(), time.pause()), intake);
  }

  /// Polls the metadata service until told to stop. Its faults are waited out.
  public void watch(BooleanSupplier stop) throws InterruptedException {
    watch.run(stop);
  }

  /// Asks AWS for the hooks of this instance, once its group ends it, until told to stop.
  public void ask(BooleanSupplier stop) throws InterruptedException {
    intake.run(stop);
  }

  /// Nothing when all that was asked for was told, else what was not, and why.
  public Optional<String> health() {
    return watch.health().or(intake::health);
  }
}
