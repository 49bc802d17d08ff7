package nomadops.gc.purge;

import java.util.Set;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Question;

/// Nomad, as the steps of a [PurgeAttempt] need it. Every failure of a request is a
/// [PurgeFact.Fault], never an exception; only an interrupt is.
public interface PurgeTarget {
  /// Reads the job consistently: [PurgeFact.JobFound], [PurgeFact.JobMissing] or a fault.
  PurgeFact read(JobKey key) throws InterruptedException;

  /// Answers the open questions. What came after the job's last activity index is not its activity:
  /// it may be the evaluation of somebody's purge.
  ///
  /// Gives [PurgeFact.Details] or a fault.
  PurgeFact details(DeadJob job, Set<Question> open) throws InterruptedException;

  /// Sends one DELETE, once: [PurgeFact.Receipt] or a fault. Never repeats it.
  PurgeFact delete(JobKey key) throws InterruptedException;

  /// Waits for a change of this job's evaluation after `index`: [PurgeFact.EvalSeen],
  /// [PurgeFact.EvalGone], [PurgeFact.WatchEnded] or a fault.
  PurgeFact awaitEval(JobKey key, String evalId, long index) throws InterruptedException;
}
