package nomadops.simulator.cluster;

import nomadops.simulator.sched.JobStatus;
import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.Txn;

/// What goes with a job that is deleted: its allocations, even running ones, and deployments. Its
/// evaluations stay; those that are pending are complete, as they were last modified (2.0.5).
final class JobDeletion {
  private JobDeletion() {}

  static void delete(Txn txn, JobRow job) {
    txn.deleteJob(job);
    txn.state().allocsOf(job.key()).toList().forEach(txn::deleteAlloc);
    // The tree is persistent: this walks it as it was.
    for (var entry : txn.state().deployments().ascending(null)) {
      DeploymentRow row = entry.value();
      if (row.namespace().equals(job.namespace()) && row.jobId().equals(job.id())) {
        txn.deleteDeployment(row);
      }
    }
    for (EvalRow eval : txn.state().evalsOf(job.key()).toList()) {
      if (eval.status().equals("pending")) {
        String why = "job " + job.id() + " deleted";
        txn.putEval(
            eval.ended("complete", why, eval.modifyIndex(), eval.modifyTime(), eval.details()));
      }
    }
    JobStatus.childMoved(txn, job, job.status(), null);
  }
}
