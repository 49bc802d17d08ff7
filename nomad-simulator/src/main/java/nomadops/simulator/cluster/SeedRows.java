package nomadops.simulator.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.Granted;
import nomadops.simulator.state.GroupCounts;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.JobSummary;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.Reported;
import nomadops.simulator.state.Txn;
import tools.jackson.databind.node.ObjectNode;

/// Writes the rows of one seeded job after another. Not thread-safe.
final class SeedRows {
  private static final long RUN = TimeUnit.SECONDS.toNanos(1);
  private static final long PROGRESS = TimeUnit.MINUTES.toNanos(10);
  private static final int FAILS = 10;

  private final Ids ids;
  private final List<NodeRow> nodes;
  private int placed;
  private int ended;

  SeedRows(Ids ids, List<NodeRow> nodes) {
    this.ids = ids;
    this.nodes = nodes;
  }

  void service(Txn txn, String id, ObjectNode spec, int running, int over, long age) {
    GroupCounts counts = new GroupCounts(0, over, 0, running, 0, 0);
    JobRow job = job(txn, id, "", "service", "running", spec, counts, age);
    String evalId = eval(txn, job);
    String deployment = deployment(txn, job, running);
    for (int i = 0; i < running + over; i++) {
      alloc(
          txn, job, evalId, i < running ? i : 0, i < running ? "running" : "complete", deployment);
    }
  }

  /// A batch job with its one allocation.
  void batch(Txn txn, String id, String parent, ObjectNode spec, boolean runs, long age) {
    boolean fails = !runs && ++ended % FAILS == 0;
    String outcome = runs ? "running" : fails ? "failed" : "complete";
    GroupCounts counts =
        new GroupCounts(0, runs || fails ? 0 : 1, fails ? 1 : 0, runs ? 1 : 0, 0, 0);
    JobRow job = job(txn, id, parent, "batch", runs ? "running" : "dead", spec, counts, age);
    alloc(txn, job, eval(txn, job), 0, outcome, "");
  }

  void parent(Txn txn, String id, ObjectNode spec, int running, int dead, long age) {
    JobSummary summary =
        new JobSummary(Map.of("g", GroupCounts.ZERO), 0, running, dead, txn.index(), txn.index());
    put(txn, row(txn, id, "", "batch", "running", false, spec, summary, age));
  }

  private static JobRow job(
      Txn txn,
      String id,
      String parent,
      String type,
      String status,
      ObjectNode spec,
      GroupCounts counts,
      long age) {
    JobSummary summary = new JobSummary(Map.of("g", counts), 0, 0, 0, txn.index(), txn.index());
    return put(txn, row(txn, id, parent, type, status, !parent.isEmpty(), spec, summary, age));
  }

  private static JobRow put(Txn txn, JobRow job) {
    txn.putJob(job);
    txn.putSummary(job, job.summary());
    return job;
  }

  private static JobRow row(
      Txn txn,
      String id,
      String parent,
      String type,
      String status,
      boolean dispatched,
      ObjectNode spec,
      JobSummary summary,
      long age) {
    return new JobRow(
        "default",
        id,
        parent,
        type,
        50,
        status,
        false,
        type.equals("service"),
        dispatched,
        0,
        txn.now() - age,
        txn.index(),
        txn.index(),
        txn.index(),
        summary,
        spec);
  }

  private String eval(Txn txn, JobRow job) {
    EvalRow eval =
        EvalRow.pending(
            ids.get(), "default", 50, job.type(), "job-register", job.id(), job.submitTime());
    txn.putEval(
        eval.createdAt(txn.index(), txn.index())
            .ended("complete", "", txn.index(), job.submitTime(), null));
    return eval.id();
  }

  private String deployment(Txn txn, JobRow job, int running) {
    DeploymentRow row =
        new DeploymentRow(
            ids.get(),
            "default",
            job.id(),
            0,
            txn.index(),
            txn.index(),
            Map.of(
                "g",
                new DeploymentRow.Group(
                    running, running, running, 0, PROGRESS, job.submitTime() + PROGRESS)),
            "successful",
            "Deployment completed successfully",
            50,
            txn.index(),
            txn.index(),
            job.submitTime(),
            job.submitTime() + RUN);
    txn.putDeployment(row);
    return row.id();
  }

  private void alloc(
      Txn txn, JobRow job, String evalId, int number, String outcome, String deployment) {
    NodeRow node = nodes.get(placed++ % nodes.size());
    boolean runs = outcome.equals("running");
    long start = job.submitTime() + RUN;
    Reported reported =
        deployment.isEmpty() ? Reported.NONE : Reported.NONE.healthy(true, start, txn.index());
    txn.putAlloc(
        new AllocRow(
            ids.get(),
            evalId,
            job.id() + ".g[" + number + "]",
            node.id(),
            node.name(),
            job,
            "g",
            Granted.NONE,
            runs || deployment.isEmpty() ? "run" : "stop",
            runs || deployment.isEmpty() ? "" : "alloc is being migrated",
            outcome,
            runs
                ? "Tasks are running"
                : outcome.equals("failed") ? "Failed tasks" : "All tasks have completed",
            null,
            outcome.equals("failed") ? 1 : 0,
            start,
            runs ? 0 : start + RUN,
            reported,
            "",
            "",
            deployment,
            txn.index(),
            txn.index(),
            job.submitTime(),
            runs ? start : start + RUN));
  }
}
