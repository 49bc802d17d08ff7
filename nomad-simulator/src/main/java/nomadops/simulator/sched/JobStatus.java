package nomadops.simulator.sched;

import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.JobSummary;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;

/// A job's status as its evaluations, allocations and deployments make it.
public final class JobStatus {
  private JobStatus() {}

  /// The status that the state implies.
  ///
  /// @param evalsKnown true when the job had evaluations, even if they are deleted by now
  public static String of(State state, JobRow job, boolean evalsKnown) {
    if (job.type().equals("system") || job.parameterized() || job.periodic()) {
      return job.stop() ? "dead" : "running";
    }
    boolean deploying =
        job.type().equals("service") && state.deploymentsOf(job.key()).anyMatch(d -> !d.terminal());
    if (deploying || state.allocsOf(job.key()).anyMatch(alloc -> !alloc.terminal())) {
      return "running";
    }
    boolean some = false;
    for (EvalRow eval : state.evalsOf(job.key()).toList()) {
      if (!eval.terminal()) {
        return "pending";
      }
      some = true;
    }
    return some || evalsKnown || job.stop() ? "dead" : "pending";
  }

  /// Brings the stored status up to date, and the parent's count of its children.
  public static void refresh(Txn txn, String namespace, String jobId, boolean evalsKnown) {
    JobRow job = txn.state().job(namespace, jobId);
    if (job == null) {
      return;
    }
    String status = of(txn.state(), job, evalsKnown);
    if (!status.equals(job.status())) {
      txn.putJob(job.withStatus(status, txn.index()));
      childMoved(txn, job, job.status(), status);
    }
  }

  /// Tells the parent that a child appeared (from null), changed or went away (to null).
  public static void childMoved(Txn txn, JobRow child, @Nullable String from, @Nullable String to) {
    if (child.parentId().isEmpty()) {
      return;
    }
    JobRow parent = txn.state().job(child.namespace(), child.parentId());
    if (parent != null) {
      JobSummary summary = parent.summary().childMoved(from, to, txn.index());
      txn.putSummary(parent, summary);
    }
  }
}
