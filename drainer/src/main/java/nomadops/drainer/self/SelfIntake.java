package nomadops.drainer.self;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import nomadops.client.time.Pause;
import nomadops.drainer.imds.SelfListener;
import nomadops.drainer.lifecycle.OwnActions;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.runtime.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands over what the metadata service says, and finds out which lifecycle actions wait when it
/// says that the group ends us. Nothing needs to be kept or acknowledged: the documents stay for as
/// long as the instance does, and a process that starts anew reads and tells all of them again.
final class SelfIntake implements SelfListener {
  private static final Logger LOG = LoggerFactory.getLogger(SelfIntake.class);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final InstanceId instance;
  private final OwnHooks hooks;
  private final Consumer<List<Bulletin>> consumer;
  private final Pause pause;
  private final RandomGenerator random;
  private final BlockingQueue<Instant> ends = new LinkedBlockingQueue<>();
  private volatile Optional<String> unanswered = Optional.empty();

  /// An intake that has not started.
  ///
  /// @param consumer must not wait
  SelfIntake(
      InstanceId instance,
      OwnHooks hooks,
      Consumer<List<Bulletin>> consumer,
      Pause pause,
      RandomGenerator random) {
    this.instance = instance;
    this.hooks = hooks;
    this.consumer = consumer;
    this.pause = pause;
    this.random = random;
  }

  @Override
  public void noticed(Notice notice) {
    take(List.of(notice));
  }

  @Override
  public void targetTerminated(Instant firstSeen) {
    // The polling goes on while AWS is asked.
    ends.add(firstSeen);
  }

  /// Asks AWS for our hooks when that is called for, until told to stop.
  void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      Instant firstSeen = ends.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      if (firstSeen != null) {
        findOut(firstSeen, stop);
      }
    }
  }

  private void findOut(Instant firstSeen, BooleanSupplier stop) throws InterruptedException {
    int failures = 0;
    while (!stop.getAsBoolean()) {
      OwnActions answer = hooks.waiting(instance);
      boolean first = failures == 0;
      if (first || !(answer instanceof OwnActions.Failed)) {
        take(OwnEnd.notices(instance, answer, firstSeen));
      }
      if (!(answer instanceof OwnActions.Failed(String reason))) {
        unanswered = Optional.empty();
        tell(answer);
        return;
      }
      if (first) {
        LOG.warn(
            "which lifecycle hooks wait for {} is not known, it is asked again: {}",
            instance,
            reason);
      }
      unanswered = Optional.of(reason);
      failures++;
      pause.sleep(BACKOFF.after(failures, random));
    }
  }

  private void tell(OwnActions answer) {
    if (answer instanceof OwnActions.None(String reason)) {
      LOG.warn("{} is drained, and no lifecycle hook is kept open for it: {}", instance, reason);
    }
  }

  private void take(List<Notice> notices) {
    consumer.accept(List.of(new Bulletin(notices, () -> {})));
  }

  /// Nothing, or why nobody keeps our hooks open.
  Optional<String> health() {
    return unanswered.map(reason ->
        "the group ends this instance, and which lifecycle hooks wait is not known: " + reason);
  }
}
