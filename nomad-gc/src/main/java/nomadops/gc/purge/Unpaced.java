package nomadops.gc.purge;

import java.time.Duration;
import java.util.Set;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.policy.Question;
import nomadops.runtime.audit.AuditUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Purges without a pace, for a cluster whose broker is paused: the same attempts with the same
/// re-check and audit lines, and nobody waits for evaluations that nobody works on. For many
/// threads.
public final class Unpaced {
  private static final Logger LOG = LoggerFactory.getLogger(Unpaced.class);

  private final PurgeTask task;
  private final Purger.Surroundings around;
  private volatile boolean refused;

  public Unpaced(PurgeTarget target, Purger.Surroundings around) {
    this.around = around;
    this.task =
        new PurgeTask(
            new Unawaited(target),
            around,
            new Strain() {
              @Override
              public void fault(Duration askedToWait) {}

              @Override
              public void forbidden() {
                refused = true;
              }
            });
  }

  /// One attempt; how it ended stands in the audit log.
  public PurgeOutcome purge(Candidate candidate) {
    PurgeTask.Result result = task.run(candidate);
    PurgeOutcome outcome = result.done().outcome();
    if (outcome instanceof PurgeOutcome.Purged purged) {
      around.compensator().purged(candidate.job().key(), purged.purgeIndex());
    }
    try {
      if (result.intended()) {
        around.trail().ended(candidate, outcome);
      }
    } catch (AuditUnavailable e) {
      LOG.error(
          "the audit log did not take the outcome of {}: {}",
          candidate.job().key(),
          e.getMessage());
    }
    return outcome;
  }

  /// Whether Nomad refused the token.
  public boolean refused() {
    return refused;
  }

  private record Unawaited(PurgeTarget inner) implements PurgeTarget {
    @Override
    public PurgeFact read(JobKey key) throws InterruptedException {
      return inner.read(key);
    }

    @Override
    public PurgeFact details(DeadJob job, Set<Question> open) throws InterruptedException {
      return inner.details(job, open);
    }

    @Override
    public PurgeFact delete(JobKey key) throws InterruptedException {
      return inner.delete(key);
    }

    @Override
    public PurgeFact awaitEval(JobKey key, String evalId, long index) {
      return new PurgeFact.WatchEnded("the broker is paused");
    }
  }
}
