package nomadops.simulator.cluster;

import nomadops.simulator.sched.JobStatus;
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
    txn.state().deploymentsOf(job.key()).toList().forEach(txn::deleteDeployment);
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
