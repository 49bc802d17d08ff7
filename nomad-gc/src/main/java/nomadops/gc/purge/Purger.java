package nomadops.gc.purge;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nomadops.client.model.JobKey;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.ledger.SharedLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes candidates from the queue, one virtual thread each, as many and as fast as the [PaceGate]
/// lets in.
///
/// Stopping: [#run] returns when asked to, hands the candidates that it had not begun back to the
/// ledger, and waits for those that it had.
public final class Purger {
  private static final Logger LOG = LoggerFactory.getLogger(Purger.class);
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final BlockingQueue<Candidate> queue;
  private final PaceGate gate;
  private final PurgeTask task;
  private final SharedLedger ledger;
  private final Trail trail;
  private final Compensator compensator;
  private final PurgeListener listener;
  private final InstantSource clock;
  private final Phaser running = new Phaser(1);

  Purger(
      BlockingQueue<Candidate> queue,
      PaceGate gate,
      PurgeTask task,
      SharedLedger ledger,
      Trail trail,
      Compensator compensator,
      PurgeListener listener,
      InstantSource clock) {
    this.queue = queue;
    this.gate = gate;
    this.task = task;
    this.ledger = ledger;
    this.trail = trail;
    this.compensator = compensator;
    this.listener = listener;
    this.clock = clock;
  }

  /// Purges until `enough` says so with an empty queue, or until interrupted.
  public void run(BooleanSupplier enough) throws InterruptedException {
    try {
      while (true) {
        Candidate candidate = queue.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
        if (candidate != null) {
          start(candidate);
        } else if (enough.getAsBoolean() && queue.isEmpty()) {
          return;
        }
      }
    } finally {
      handBack();
    }
  }

  /// Waits for the attempts that have begun.
  public void awaitRunning() {
    running.arriveAndAwaitAdvance();
  }

  private void start(Candidate candidate) throws InterruptedException {
    try {
      gate.enter();
    } catch (InterruptedException e) {
      ledger.settle(
          candidate.job().key(),
          new PurgeOutcome.Abandoned("the process is stopping"),
          clock.instant());
      throw e;
    }
    running.register();
    Thread.ofVirtual().name("purge-" + candidate.job().key()).start(() -> attempt(candidate));
  }

  private void attempt(Candidate candidate) {
    long latency = -1;
    PurgeOutcome outcome = new PurgeOutcome.Unknown("the attempt ended by a bug");
    try {
      PurgeTask.Result result = task.run(candidate);
      latency = result.latencyNanos();
      outcome = result.done().outcome();
    } catch (RuntimeException | Error e) {
      LOG.error("purging {}: {}", candidate.job().key(), e.toString(), e);
    } finally {
      gate.leave(latency);
      settle(candidate, outcome, latency);
      running.arriveAndDeregister();
    }
  }

  private void settle(Candidate candidate, PurgeOutcome outcome, long latency) {
    JobKey key = candidate.job().key();
    ledger.settle(key, outcome, clock.instant());
    if (outcome instanceof PurgeOutcome.Purged purged) {
      compensator.purged(key, purged.purgeIndex());
    }
    try {
      trail.ended(candidate, outcome);
    } catch (IOException e) {
      LOG.error("the audit log did not take the outcome of {}: {}", key, e.getMessage());
    }
    listener.ended(
        candidate,
        outcome,
        latency < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(latency)));
  }

  private void handBack() {
    for (Candidate left = queue.poll(); left != null; left = queue.poll()) {
      ledger.settle(
          left.job().key(), new PurgeOutcome.Abandoned("the process is stopping"), clock.instant());
    }
  }
}
