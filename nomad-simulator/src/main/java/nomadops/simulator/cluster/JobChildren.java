package nomadops.simulator.cluster;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.simulator.cluster.JobWrites.Written;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Jobs that come from other jobs: dispatched ones and forced launches of periodic ones.
public final class JobChildren {
  private final StateStore store;
  private final RaftLane lane;
  private final Ids ids;
  private final JobWrites jobs;

  public JobChildren(StateStore store, RaftLane lane, Ids ids, JobWrites jobs) {
    this.store = store;
    this.lane = lane;
    this.ids = ids;
    this.jobs = jobs;
  }

  /// A new child and what its registration answered.
  public record Child(String id, Written written) {}

  /// Makes a child of a parameterized job.
  ///
  /// @param token a child that was dispatched with the same one is answered again; empty for none
  public Child dispatch(String namespace, String parentId, JsonNode body, String token) {
    JobRow parent = store.current().job(namespace, parentId);
    if (parent == null) {
      throw new Refused(500, "parameterized job not found");
    }
    if (!parent.parameterized()) {
      throw new Refused(500, "Specified job \"" + parentId + "\" is not a parameterized job");
    }
    if (parent.stop()) {
      throw new Refused(500, "Specified job \"" + parentId + "\" is stopped");
    }
    validate(parent, body);
    return lane.write(
        "JobRegistered",
        txn -> {
          JobRow twin = token.isEmpty() ? null : twin(txn.state(), parent, token);
          if (twin != null) {
            long index = twin.createIndex();
            return new Child(twin.id(), new Written("", 0, index, index));
          }
          String childId =
              parentId + "/dispatch-" + txn.now() / 1_000_000_000L + "-" + ids.shortId();
          ObjectNode spec = child(parent, childId);
          ObjectNode meta =
              parent.spec().path("Meta") instanceof ObjectNode own ? own.deepCopy() : Json.object();
          if (body.path("Meta") instanceof ObjectNode given) {
            meta.setAll(given);
          }
          spec.set("Meta", meta.isEmpty() ? Json.MAPPER.nullNode() : meta);
          String payload = Json.text(body.path("Payload"));
          spec.put("DispatchIdempotencyToken", token);
          spec.put(
              "Payload",
              payload.isEmpty() ? Base64.getEncoder().encodeToString(new byte[] {0}) : payload);
          return new Child(childId, jobs.store(txn, parent, childId, spec, true, "job-register"));
        });
  }

  private static @Nullable JobRow twin(State state, JobRow parent, String token) {
    return State.values(state.jobs())
        .filter(job -> job.dispatched() && job.parentId().equals(parent.id()))
        .filter(job -> job.namespace().equals(parent.namespace()))
        .filter(job -> Json.text(job.spec().path("DispatchIdempotencyToken")).equals(token))
        .findFirst()
        .orElse(null);
  }

  public Child forcePeriodic(String namespace, String parentId) {
    JobRow parent = store.current().job(namespace, parentId);
    if (parent == null) {
      throw new Refused(500, "job not found");
    }
    if (!parent.periodic()) {
      throw new Refused(400, "can't force launch non-periodic job");
    }
    return lane.write(
        "JobRegistered",
        txn -> {
          String childId = parentId + "/periodic-" + txn.now() / 1_000_000_000L;
          ObjectNode spec = child(parent, childId);
          spec.putNull("Periodic");
          return new Child(childId, jobs.store(txn, parent, childId, spec, false, "periodic-job"));
        });
  }

  private static ObjectNode child(JobRow parent, String id) {
    ObjectNode spec = Json.object();
    spec.setAll(parent.spec());
    return spec.put("ID", id).put("Name", id);
  }

  private static void validate(JobRow parent, JsonNode body) {
    JsonNode rules = parent.spec().path("ParameterizedJob");
    Set<String> allowed = new HashSet<>();
    rules.path("MetaRequired").forEach(key -> allowed.add(key.asString("")));
    rules.path("MetaOptional").forEach(key -> allowed.add(key.asString("")));
    List<String> others =
        body.path("Meta")
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(key -> !allowed.contains(key))
            .toList();
    if (!others.isEmpty()) {
      throw new Refused(
          500,
          "Dispatch request included unpermitted metadata keys: ["
              + String.join(" ", others)
              + "]");
    }
    for (JsonNode required : rules.path("MetaRequired")) {
      if (!body.path("Meta").has(required.asString(""))) {
        throw new Refused(
            500, "Dispatch did not provide required meta keys: [" + required.asString("") + "]");
      }
    }
  }
}
