package nomadops.simulator.sched;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.Txn;
import tools.jackson.databind.node.ObjectNode;

/// Writes what an evaluation decided.
final class PlanApplier {
  private final Supplier<String> ids;

  PlanApplier(Supplier<String> ids) {
    this.ids = ids;
  }

  /// The entry `PlanResult`.
  void apply(Txn txn, EvalRow eval, Plan plan) {
    EvalRow current = txn.state().evals().get(eval.id());
    if (current != null) {
      txn.putEval(current.touched(txn.index()));
    }
    JobRow job = txn.state().job(eval.namespace(), eval.jobId());
    if (job != null && job.stop()) {
      Deployments.cancel(txn, job, null, "Cancelled because job is stopped");
    } else if (job != null) {
      Deployments.complete(txn, job);
    }
    for (AllocRow update : plan.updates()) {
      AllocRow before = txn.state().allocs().get(update.id());
      if (before != null && !before.clientTerminal()) {
        AllocRow after =
            before.desired(
                update.desiredStatus(), update.desiredDescription(), txn.index(), txn.now());
        if (update.clientStatus().equals("lost")) {
          after =
              after.client("lost", "", 0, before.startedAt(), txn.now(), txn.index(), txn.now());
        }
        txn.putAlloc(after);
        Summaries.moved(txn, before, after);
      }
    }
    String deployment =
        job == null || plan.placements().isEmpty() ? "" : deployment(txn, eval, job, plan);
    for (AllocRow placed : plan.placements()) {
      AllocRow row = placed.createdAt(txn.index(), txn.now()).deployedBy(deployment);
      txn.putAlloc(row);
      Summaries.moved(txn, null, row);
      AllocRow replaced = txn.state().allocs().get(row.previousAllocation());
      if (replaced != null) {
        txn.putAlloc(replaced.replacedBy(row.id()));
      }
    }
    JobStatus.refresh(txn, eval.namespace(), eval.jobId(), true);
  }

  /// The entry `EvaluationUpdated` that ends an evaluation; it does nothing when the evaluation was
  /// deleted meanwhile.
  void finish(Txn txn, EvalRow eval, Plan plan, String blockedEval, long snapshotIndex) {
    EvalRow current = txn.state().evals().get(eval.id());
    if (current == null) {
      return;
    }
    if (plan.failures() == null) {
      cancelBlocked(txn, eval);
    }
    EvalRow linked = current.withBlocked(blockedEval, snapshotIndex);
    txn.putEval(linked.ended("complete", "", txn.index(), txn.now(), details(plan)));
    Summaries.queued(txn, eval.jobKey(), plan.queued());
    JobStatus.refresh(txn, eval.namespace(), eval.jobId(), true);
  }

  /// What waited for capacity on the job's behalf need not wait any longer.
  private static void cancelBlocked(Txn txn, EvalRow successful) {
    String why = "evaluation \"" + successful.id() + "\" successful";
    for (EvalRow eval : txn.state().evalsOf(successful.jobKey()).toList()) {
      if (eval.status().equals("blocked") && !eval.id().equals(successful.id())) {
        txn.putEval(eval.ended("canceled", why, txn.index(), txn.now(), eval.details()));
      }
    }
  }

  static ObjectNode details(Plan plan) {
    ObjectNode details = Json.object();
    details.set("PlanAnnotations", plan.annotations());
    if (plan.failures() != null) {
      details.set("FailedTGAllocs", plan.failures().json());
    }
    ObjectNode queued = Json.object();
    for (Map.Entry<String, Integer> entry : plan.queued().entrySet()) {
      queued.put(entry.getKey(), entry.getValue());
    }
    if (!queued.isEmpty()) {
      details.set("QueuedAllocations", queued);
    }
    return details;
  }

  /// The running deployment of this version of a service job, with what the plan places; a new one
  /// when it has none yet, which ends those of earlier versions.
  private String deployment(Txn txn, EvalRow eval, JobRow job, Plan plan) {
    if (!job.type().equals("service") || Deployments.groups(job, txn.now()).isEmpty()) {
      return "";
    }
    DeploymentRow row =
        txn.state()
            .deploymentsOf(job.key())
            .filter(known -> known.jobVersion() == job.version())
            .findFirst()
            .orElseGet(() -> begun(txn, eval, job));
    if (row.terminal()) {
      return "";
    }
    Map<String, Long> placed =
        plan.placements().stream()
            .collect(Collectors.groupingBy(AllocRow::group, Collectors.counting()));
    for (Map.Entry<String, Long> entry : placed.entrySet()) {
      DeploymentRow.Group group = row.groups().get(entry.getKey());
      if (group != null) {
        row =
            row.with(
                entry.getKey(), group.placing(entry.getValue().intValue()), txn.index(), txn.now());
      }
    }
    txn.putDeployment(row);
    return row.id();
  }

  private DeploymentRow begun(Txn txn, EvalRow eval, JobRow job) {
    Deployments.cancel(txn, job, job.version(), "Cancelled due to newer version of job");
    return new DeploymentRow(
        ids.get(),
        job.namespace(),
        job.id(),
        job.version(),
        job.jobModifyIndex(),
        job.createIndex(),
        Deployments.groups(job, txn.now()),
        "running",
        "Deployment is running",
        eval.priority(),
        txn.index(),
        txn.index(),
        txn.now(),
        txn.now());
  }
}
