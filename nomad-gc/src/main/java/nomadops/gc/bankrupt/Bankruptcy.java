package nomadops.gc.bankrupt;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.bankrupt.plan.BankruptDecision;
import nomadops.gc.bankrupt.plan.BankruptFact;
import nomadops.gc.bankrupt.plan.BankruptState;
import nomadops.gc.bankrupt.plan.BankruptStep;
import nomadops.gc.bankrupt.plan.Stage;
import nomadops.runtime.Failure;
import nomadops.runtime.audit.AuditUnavailable;
import org.jspecify.annotations.Nullable;

/// Carries out what [BankruptStep] decides, one decision after another, on the thread that calls
/// [#run]. However it goes, a bug included, it comes to the resumption once the broker may be
/// paused.
public final class Bankruptcy {
  private final Performer performer;
  private final BankruptListener listener;
  private final Ticker ticker;
  private final Pause pause;
  private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);
  private @Nullable String stopping;
  private @Nullable Thread interruptible;
  private @Nullable Throwable bug;

  private Bankruptcy(Performer performer, BankruptListener listener, Ticker ticker, Pause pause) {
    this.performer = performer;
    this.listener = listener;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// The whole work.
  ///
  /// @param left what an earlier process left behind, to be gone on with; empty for a new beginning
  public static Bankruptcy of(
      World world, Terms terms, Optional<RecordStore.Kept> left, BankruptListener listener) {
    return new Bankruptcy(
        Work.of(world, terms, left, listener), listener, world.ticker(), world.pause());
  }

  /// Only the resumption, for whatever record stands in Nomad; begin at [Stage#RESUME].
  public static Bankruptcy rescue(World world, BankruptListener listener) {
    return new Bankruptcy(
        new Resumption(world, Optional.empty(), listener), listener, world.ticker(), world.pause());
  }

  /// The fields of the scheduler configuration that somebody changed since a record was written,
  /// besides those that a bankruptcy changes itself.
  public static List<String> changedByOthers(BankruptRecord record, SchedulerConfiguration now) {
    return Broker.changedByOthers(record.before(), now);
  }

  /// Ends it as soon as that can be: from any other thread. Before the pause nothing is done; after
  /// it the broker is resumed at once.
  public synchronized void stop(String why) {
    stopping = why;
    Thread worker = interruptible;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /// From this stage to the end. Never throws: a bug is told in the report.
  public Report run(Stage first) {
    BankruptStep.Step step = BankruptStep.begin(BankruptState.at(first, now()));
    Stage stage = first;
    long since = ticker.nanos();
    listener.entered(stage, step.decision().reason());
    while (!(step.decision() instanceof BankruptDecision.Done)) {
      BankruptFact fact = perform(stage, step.decision());
      step = BankruptStep.step(step.next(), fact, now());
      if (step.decision() instanceof BankruptDecision.Wait wait) {
        listener.waiting(stage, wait);
      }
      if (step.next().stage() != stage) {
        since = left(stage, since);
        stage = step.next().stage();
        listener.entered(stage, step.decision().reason());
      }
    }
    if (stage != Stage.END) {
      long _ = left(stage, since);
    }
    return report((BankruptDecision.Done) step.decision());
  }

  private Report report(BankruptDecision.Done end) {
    performer.close();
    Performer.Done done = performer.done();
    return new Report(
        end.ending(),
        end.reason(),
        done.tally().outcomes(),
        done.tally().failed(),
        done.evaluations(),
        done.left(),
        done.snapshotBytes(),
        Map.copyOf(took),
        Optional.ofNullable(bug));
  }

  private long left(Stage stage, long since) {
    long now = ticker.nanos();
    Duration time = Duration.ofNanos(now - since);
    took.merge(stage, time, Duration::plus);
    listener.left(stage, time);
    return now;
  }

  private BankruptFact perform(Stage stage, BankruptDecision decision) {
    boolean mayStop = stage.compareTo(Stage.RESUME) < 0;
    try {
      Optional<String> asked = begin(mayStop);
      if (asked.isPresent()) {
        return new BankruptFact.Stopped(asked.get());
      }
      if (decision instanceof BankruptDecision.Wait(Duration time, String _)) {
        pause.sleep(time);
        return new BankruptFact.Waited();
      }
      return performer.perform(decision);
    } catch (InterruptedException _) {
      return new BankruptFact.Stopped(why());
    } catch (OwnRecord.Lost e) {
      return new BankruptFact.TakenOver(String.valueOf(e.getMessage()));
    } catch (NomadFault e) {
      return new BankruptFact.Faulted(String.valueOf(e.getMessage()), lasting(e));
    } catch (Failure | AuditUnavailable e) {
      return new BankruptFact.Faulted(String.valueOf(e.getMessage()), true);
    } catch (RuntimeException | Error e) {
      bug = bug == null ? e : bug;
      return mayStop
          ? new BankruptFact.Stopped("a bug in nomad-ops: " + e)
          : new BankruptFact.Faulted("a bug in nomad-ops: " + e, true);
    } finally {
      end();
    }
  }

  /// What cannot be mended by asking again.
  private static boolean lasting(NomadFault fault) {
    return fault instanceof NomadFault.Answered answered
        && answered.status() >= 400
        && answered.status() < 500
        && !answered.isTooManyRequests();
  }

  private synchronized Optional<String> begin(boolean mayStop) {
    if (!mayStop) {
      return Optional.empty();
    }
    interruptible = Thread.currentThread();
    return Optional.ofNullable(stopping);
  }

  private synchronized void end() {
    interruptible = null;
    // Whatever was asked is known; the requests of the resumption must not be broken off by it.
    boolean _ = Thread.interrupted();
  }

  private synchronized String why() {
    return stopping == null ? "interrupted" : stopping;
  }

  /// A clock that never jumps; only differences count.
  private Instant now() {
    return Instant.EPOCH.plusNanos(ticker.nanos());
  }
}
