package nomadops.simulator.cluster;

import java.util.List;
import java.util.regex.Pattern;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Creates, changes and deletes node pools (`nomad/node_pool_endpoint.go`, 2.0.5).
public final class NodePoolWrites {
  private static final String NAME = "^[a-zA-Z0-9-_]{1,128}$";
  private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final List<String> BUILT_IN = List.of("all", "default");
  private static final long TTL_NANOS = 86_400_000_000_000L;
  private final RaftLane lane;

  public NodePoolWrites(RaftLane lane) {
    this.lane = lane;
  }

  /// Writes the pools that every cluster has.
  public static void found(Txn txn) {
    txn.putNodePool(
        "all", pool("all", "Node pool with all nodes in the cluster.", null, txn.index()));
    txn.putNodePool("default", pool("default", "Default node pool.", null, txn.index()));
  }

  static ObjectNode pool(String name, String description, @Nullable ObjectNode old, long index) {
    ObjectNode json = Json.object();
    json.put("Name", name).put("Description", description);
    json.putNull("Meta").putNull("SchedulerConfiguration");
    json.put("NodeIdentityTTL", TTL_NANOS).putNull("Hash");
    json.put("CreateIndex", old == null ? index : old.path("CreateIndex").asLong());
    return json.put("ModifyIndex", index);
  }

  public long put(JsonNode body) {
    String name = Json.text(body.path("Name"));
    if (!VALID.matcher(name).matches()) {
      throw new Refused(
          400,
          "invalid node pool \"%s\": 1 error occurred:\n\t* invalid name \"%s\", must match regex %s\n\n"
              .formatted(name, name, NAME));
    }
    if (BUILT_IN.contains(name)) {
      throw new Refused(400, "modifying node pool \"" + name + "\" is not allowed");
    }
    return lane.write(
        "",
        txn -> {
          ObjectNode old = txn.state().nodePools().get(name);
          ObjectNode row =
              pool(name, Json.text(body.path("Description")), old, txn.index())
                  .put("Hash", "q6EwGgdnrhgD2zgD0Jr1vRtfCbqoQzjdM4lmw5ZFyXI=");
          if (body.path("Meta").isObject()) {
            row.set("Meta", body.path("Meta"));
          }
          txn.putNodePool(name, row);
          return txn.index();
        });
  }

  public long delete(String name) {
    return lane.write(
        "",
        txn -> {
          State state = txn.state();
          requireUnused(state, name);
          if (state.nodePools().get(name) == null) {
            throw new Refused(500, "node pool " + name + " not found");
          }
          if (BUILT_IN.contains(name)) {
            throw new Refused(500, "deleting node pool \"" + name + "\" is not allowed");
          }
          txn.putNodePool(name, null);
          return txn.index();
        });
  }

  private static void requireUnused(State state, String name) {
    boolean jobs =
        State.values(state.jobs())
            .anyMatch(job -> !job.dead() && name.equals(Json.text(job.spec().path("NodePool"))));
    boolean nodes = State.values(state.nodes()).anyMatch(n -> n.spec().pool().equals(name));
    String what = jobs ? "non-terminal jobs" : "nodes";
    if (jobs || nodes) {
      throw new Refused(
          500,
          "1 error occurred:\n\t* node pool \"%s\" has %s in regions: [global]\n\n"
              .formatted(name, what));
    }
  }
}
