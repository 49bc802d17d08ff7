package nomadops.gc.purge;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import nomadops.client.model.JobKey;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.ledger.SharedLedger;
import nomadops.runtime.audit.AuditUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes candidates from the queue, one thread each, as many and as fast as the [PaceGate] lets in.
/// While it lets in but few, the next one's job is read before it is let in: the window counts what
/// stands in Nomad's broker, and a read does not. Whatever was read longer ago than [#FRESH] is
/// read again.
///
/// They are platform threads, kept for the next candidate: there are at most as many as the window,
/// and a blocking request costs half the CPU time that it costs on a virtual one (JDK 25).
///
/// Stopping: what had not begun goes back to the ledger, what had begun gets a few seconds to end;
/// then its threads are interrupted, which ends the wait for evaluations but never hides how a
/// DELETE went. A bug in an attempt stops the purger and is thrown.
public final class Purger {
  private static final Logger LOG = LoggerFactory.getLogger(Purger.class);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// A DELETE goes by an answer that came this long ago at most, when it is let in.
  private static final Duration FRESH = Duration.ofMillis(20);

  private static final PurgeOutcome BUG = new PurgeOutcome.Unknown("the attempt ended by a bug");

  private final BlockingQueue<Candidate> queue;
  private final PaceGate gate;
  private final PurgeTask task;
  private final SharedLedger ledger;
  private final Fence fence;
  private final Trail trail;
  private final Compensator compensator;
  private final PurgeListener listener;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Phaser running = new Phaser(1);
  private final ExecutorService attempts =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("purge-", 0).factory());
  private volatile @Nullable Throwable bug;

  /// What an attempt needs besides Nomad.
  ///
  /// @param keeping what must be kept of a job first
  /// @param dates hears when something happened in Nomad's state
  public record Surroundings(
      Fence fence,
      Trail trail,
      Compensator compensator,
      Keeping keeping,
      IndexWitness dates,
      InstantSource clock,
      Ticker ticker,
      Pause pause) {}

  public Purger(
      BlockingQueue<Candidate> queue,
      PaceGate gate,
      PurgeTarget target,
      Surroundings around,
      SharedLedger ledger,
      PurgeListener listener) {
    this.queue = queue;
    this.gate = gate;
    this.task = new PurgeTask(target, around, gate);
    this.ledger = ledger;
    this.fence = around.fence();
    this.trail = around.trail();
    this.compensator = around.compensator();
    this.listener = listener;
    this.clock = around.clock();
    this.ticker = around.ticker();
  }

  /// Purges until told to stop, or until the queue is empty and nothing more will come.
  ///
  /// @param stop ends it at once
  /// @param complete nothing more will be put into the queue
  public void run(BooleanSupplier stop, BooleanSupplier complete) throws InterruptedException {
    try {
      while (!stop.getAsBoolean()) {
        boolean last = complete.getAsBoolean();
        Candidate candidate = queue.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        if (candidate != null) {
          start(candidate, stop);
        } else if (last) {
          break;
        }
        throwBug();
      }
      handBack();
      finish(stop);
      throwBug();
    } finally {
      handBack();
      List<Runnable> _ = attempts.shutdownNow();
    }
  }

  private void start(Candidate candidate, BooleanSupplier stop) throws InterruptedException {
    PurgeAttempt read = fence.held() && gate.narrow() ? readAhead(candidate) : unread(candidate);
    long at = ticker.nanos();
    if (read instanceof PurgeAttempt.Done done) {
      settle(candidate, done.outcome(), false, -1);
      return;
    }
    if (!entered(candidate, stop)) {
      return;
    }
    boolean fresh = ticker.nanos() - at <= FRESH.toNanos();
    PurgeAttempt from = fresh ? read : unread(candidate);
    running.register();
    attempts.execute(() -> attempt(from));
  }

  private static PurgeAttempt unread(Candidate candidate) {
    return PurgeSteps.start(candidate);
  }

  private PurgeAttempt readAhead(Candidate candidate) {
    try {
      return task.recheck(candidate);
    } catch (RuntimeException | Error e) {
      bug = e;
      return new PurgeAttempt.Done(candidate, BUG, false);
    }
  }

  private boolean entered(Candidate candidate, BooleanSupplier stop) throws InterruptedException {
    boolean entered = false;
    try {
      entered = gate.enter(() -> stop.getAsBoolean() || bug != null);
      return entered;
    } finally {
      if (!entered) {
        giveBack(candidate);
      }
    }
  }

  private void attempt(PurgeAttempt from) {
    Candidate candidate = from.candidate();
    long latency = -1;
    boolean intended = true;
    PurgeOutcome outcome = BUG;
    try {
      PurgeTask.Result result = task.run(from);
      latency = result.latencyNanos();
      intended = result.intended();
      outcome = result.done().outcome();
    } catch (RuntimeException | Error e) {
      bug = e;
    }
    try {
      settle(candidate, outcome, intended, latency);
    } catch (RuntimeException | Error e) {
      bug = e;
    } finally {
      gate.leave(latency);
      running.arriveAndDeregister();
    }
  }

  private void settle(Candidate candidate, PurgeOutcome outcome, boolean intended, long latency) {
    JobKey key = candidate.job().key();
    ledger.settle(key, outcome, clock.instant());
    if (outcome instanceof PurgeOutcome.Purged purged) {
      compensator.purged(key, purged.purgeIndex());
    }
    try {
      if (intended) {
        trail.ended(candidate, outcome);
      }
    } catch (AuditUnavailable e) {
      LOG.error("the audit log did not take the outcome of {}: {}", key, e.getMessage());
    }
    listener.ended(
        candidate,
        outcome,
        latency < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(latency)));
  }

  /// Waits for the attempts that have begun: as long as it takes, or for the grace when stopping.
  private void finish(BooleanSupplier stop) throws InterruptedException {
    int phase = running.arrive();
    long waited = 0;
    while (true) {
      try {
        running.awaitAdvanceInterruptibly(phase, GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException _) {
        waited += stop.getAsBoolean() ? GLANCE.toMillis() : 0;
        if (waited >= GRACE.toMillis()) {
          List<Runnable> _ = attempts.shutdownNow();
        }
      }
    }
  }

  private void handBack() {
    for (Candidate left = queue.poll(); left != null; left = queue.poll()) {
      giveBack(left);
    }
  }

  private void giveBack(Candidate candidate) {
    ledger.settle(
        candidate.job().key(),
        new PurgeOutcome.Abandoned("the process is stopping"),
        clock.instant());
  }

  private void throwBug() {
    Throwable thrown = bug;
    if (thrown != null) {
      throw new IllegalStateException("an attempt ended by a bug: " + thrown, thrown);
    }
  }
}
