package nomadops.simulator.cluster;

import nomadops.simulator.journal.Effect;
import nomadops.simulator.journal.Journal;
import nomadops.simulator.json.JobSpecs;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.JobStatus;
import nomadops.simulator.sched.Summaries;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Registers, stops, purges and evaluates jobs.
public final class JobWrites {
  private final StateStore store;
  private final RaftLane lane;
  private final Ids ids;
  private final Journal journal;

  public JobWrites(StateStore store, RaftLane lane, Ids ids, Journal journal) {
    this.store = store;
    this.lane = lane;
    this.ids = ids;
    this.journal = journal;
  }

  /// What a write answers: the evaluation's id (empty for none), its index, and the job's.
  public record Written(String evalId, long evalCreateIndex, long jobModifyIndex, long index) {}

  /// Registers the job in `body`, which is what `PUT /v1/jobs` takes.
  public Written register(String namespace, JsonNode body) {
    return lane.write("JobRegistered", txn -> register(txn, namespace, body));
  }

  /// The same without service time and without waiting for a leader.
  public Written registerAtOnce(String namespace, JsonNode body) {
    return store.apply("JobRegistered", txn -> register(txn, namespace, body));
  }

  private Written register(Txn txn, String namespace, JsonNode body) {
    ObjectNode spec = JobSpecs.complete(body.path("Job"));
    String given = Json.text(body.path("Job").path("Namespace"));
    String inNamespace = given.isEmpty() ? namespace : given;
    String id = Json.text(spec.path("ID"));
    if (txn.state().namespaces().get(inNamespace) == null) {
      throw new Refused(500, "nonexistent namespace \"" + inNamespace + "\"");
    }
    String pool = Json.text(spec.path("NodePool"));
    if (txn.state().nodePools().get(pool) == null) {
      String fault = "job \"" + id + "\" is in nonexistent node pool \"" + pool + "\"";
      throw new Refused(500, "1 error occurred:\n\t* " + fault + "\n\n");
    }
    JobRow existing = txn.state().job(inNamespace, id);
    enforceIndex(body, existing);
    int priority = spec.path("Priority").asInt(50);
    String type = Json.text(spec.path("Type"));
    int evalPriority =
        body.path("EvalPriority").asInt(0) > 0 ? body.path("EvalPriority").asInt(0) : priority;
    if (existing != null && !existing.stop() && existing.spec().equals(spec)) {
      return evaluate(txn, existing, evalPriority);
    }
    JobRow row = row(txn, inNamespace, id, "", type, priority, false, spec, existing);
    return store(txn, row, existing, evalPriority, "job-register");
  }

  private JobRow row(
      Txn txn,
      String namespace,
      String id,
      String parent,
      String type,
      int priority,
      boolean dispatched,
      ObjectNode spec,
      @Nullable JobRow existing) {
    long index = txn.index();
    return new JobRow(
        namespace,
        id,
        parent,
        type,
        priority,
        "pending",
        false,
        false,
        dispatched,
        existing == null ? 0 : existing.version() + 1,
        txn.now(),
        existing == null ? index : existing.createIndex(),
        index,
        index,
        Summaries.registered(spec, existing == null ? null : existing.summary(), index),
        spec);
  }

  /// Stores a new version with the evaluation that it asks for.
  Written store(Txn txn, JobRow row, @Nullable JobRow existing, int evalPriority, String trigger) {
    if (existing != null) {
      txn.keepVersion(existing);
    }
    JobRow withStatus = row.withStatus(JobStatus.of(txn.state(), row, false), txn.index());
    txn.putJob(withStatus);
    txn.putSummary(withStatus, withStatus.summary());
    JobStatus.childMoved(
        txn, withStatus, existing == null ? null : existing.status(), withStatus.status());
    journal.add(
        new Effect.Registered(txn.index(), row.namespace(), row.id(), txn.index(), row.version()));
    if (row.periodic() || row.parameterized()) {
      return new Written("", 0, txn.index(), txn.index());
    }
    String evalId = ids.get();
    txn.nextGroup();
    EvalRow eval =
        EvalRow.pending(
            evalId, row.namespace(), evalPriority, row.type(), trigger, row.id(), txn.now());
    txn.putEval(eval.createdAt(txn.index(), txn.index()));
    return new Written(evalId, txn.index(), txn.index(), txn.index());
  }

  Written store(
      Txn txn, JobRow parent, String childId, ObjectNode spec, boolean dispatched, String trigger) {
    JobRow child =
        row(
            txn,
            parent.namespace(),
            childId,
            parent.id(),
            parent.type(),
            parent.priority(),
            dispatched,
            spec,
            null);
    return store(txn, child, null, parent.priority(), trigger);
  }

  private Written evaluate(Txn txn, JobRow job, int priority) {
    if (job.periodic() || job.parameterized()) {
      return new Written("", 0, job.modifyIndex(), job.modifyIndex());
    }
    String evalId = ids.get();
    EvalRow eval =
        EvalRow.pending(
            evalId, job.namespace(), priority, job.type(), "job-register", job.id(), txn.now());
    txn.putEval(eval.createdAt(txn.index(), 0));
    JobStatus.refresh(txn, job.namespace(), job.id(), true);
    return new Written(evalId, txn.index(), job.modifyIndex(), txn.index());
  }

  /// Forces a new evaluation of a job, as `POST /v1/job/ID/evaluate` does.
  public Written evaluate(String namespace, String id) {
    JobRow job = store.current().job(namespace, id);
    if (job == null) {
      throw new Refused(500, "job not found");
    }
    if (job.periodic()) {
      throw new Refused(500, "can't evaluate periodic job");
    }
    if (job.parameterized()) {
      throw new Refused(500, "can't evaluate parameterized job");
    }
    return lane.write("EvaluationUpdated", txn -> evaluate(txn, job, job.priority()));
  }

  /// Stops or purges a job.
  ///
  /// @param evalPriority 0 for the job's own
  public Written deregister(String namespace, String id, boolean purge, int evalPriority) {
    if (store.current().job(namespace, id) == null) {
      if (!lane.hasLeader()) {
        throw new nomadops.simulator.raft.NoLeader();
      }
      return nothing(namespace, id);
    }
    return lane.write(
        "JobDeregistered", txn -> deregister(txn, namespace, id, purge, evalPriority));
  }

  private Written deregister(
      Txn txn, String namespace, String id, boolean purge, int evalPriority) {
    JobRow job = txn.state().job(namespace, id);
    if (job == null) {
      return nothing(namespace, id);
    }
    int priority = evalPriority > 0 ? evalPriority : job.priority();
    boolean parent = job.periodic() || job.parameterized();
    String evalId = parent ? "" : ids.get();
    journal.add(
        new Effect.Deregistered(
            txn.index(),
            namespace,
            id,
            job.jobModifyIndex(),
            purge,
            priority,
            evalId,
            !job.dead()));
    if (purge) {
      JobDeletion.delete(txn, job);
    } else {
      txn.keepVersion(job);
      JobRow stopped = job.stopped(txn.now(), txn.index());
      JobRow row = stopped.withStatus(JobStatus.of(txn.state(), stopped, true), txn.index());
      txn.putJob(row);
      JobStatus.childMoved(txn, row, job.status(), row.status());
    }
    if (!parent) {
      txn.nextGroup();
      EvalRow eval =
          EvalRow.pending(evalId, namespace, priority, "service", "job-deregister", id, txn.now());
      txn.putEval(eval.createdAt(txn.index(), txn.index()));
      if (!purge) {
        JobStatus.refresh(txn, namespace, id, true);
      }
    }
    return new Written(evalId, txn.index(), txn.index(), txn.index());
  }

  private Written nothing(String namespace, String id) {
    journal.add(new Effect.DeletedNothing(0, namespace, id));
    return new Written("", 0, 0, 0);
  }

  private static void enforceIndex(JsonNode body, @Nullable JobRow existing) {
    if (!body.path("EnforceIndex").asBoolean(false)) {
      return;
    }
    long wanted = body.path("JobModifyIndex").asLong(0);
    String prefix = "Enforcing job modify index " + wanted + ": ";
    if (existing == null && wanted != 0) {
      throw new Refused(500, prefix + "job does not exist");
    }
    if (existing != null && wanted == 0) {
      throw new Refused(500, prefix + "job already exists");
    }
    if (existing != null && existing.jobModifyIndex() != wanted) {
      throw new Refused(
          500,
          prefix + "job exists with conflicting job modify index: " + existing.jobModifyIndex());
    }
  }
}
