package nomadops.simulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.NodeWrites;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.AllocJson;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.NodeJson;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Nodes: list, read, their allocations, drain, eligibility, purge.
final class NodeHandler {
  private final Services services;
  private final Reads reads;

  NodeHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer list(Request request) {
    request.only("GET");
    Access.require(services.rights(request).scope("node", "read"));
    State state = reads.state(request, Table.NODES, s -> s.tableIndex(Table.NODES));
    String prefix = request.get("prefix");
    Page<NodeRow> page =
        Page.of(
            request,
            () -> State.values(state.nodes()).iterator(),
            node -> node.id().startsWith(prefix),
            NodeRow::id,
            (node, token) -> node.id().compareTo(token),
            node -> RowFields.lazy(() -> NodeJson.whole(node)));
    boolean resources = request.flag("resources");
    List<ObjectNode> rows = new ArrayList<>();
    page.rows().forEach(node -> rows.add(NodeJson.stub(node, resources)));
    return page.token(reads.meta(request, Answer.rows(rows), state.tableIndex(Table.NODES)));
  }

  /// Everything below `/v1/node/`.
  Answer one(Request request, String rest) {
    int slash = rest.lastIndexOf('/');
    String id = slash < 0 ? rest : rest.substring(0, slash);
    return switch (slash < 0 ? "" : rest.substring(slash + 1)) {
      case "" -> read(request, id);
      case "allocations" -> allocations(request, id);
      case "drain" -> drain(request, id);
      case "eligibility" -> eligibility(request, id);
      case "purge" -> purge(request, id);
      case "evaluate" -> evaluate(request, id);
      default -> throw new Refused(404, "node not found");
    };
  }

  private Answer read(Request request, String id) {
    request.only("GET");
    Access.require(services.rights(request).scope("node", "read"));
    wellFormed(id);
    State state =
        reads.state(
            request,
            id,
            s -> {
              NodeRow row = s.nodes().get(id);
              return row == null ? s.tableIndex(Table.NODES) : row.modifyIndex();
            });
    NodeRow node = state.nodes().get(id);
    return node == null
        ? reads.meta(request, Answer.text(404, "node not found"), state.tableIndex(Table.NODES))
        : reads.meta(request, Answer.json(NodeJson.whole(node)), node.modifyIndex());
  }

  private Answer allocations(Request request, String id) {
    request.only("GET");
    Rights rights = services.rights(request);
    Access.require(rights.scope("node", "read"));
    State state = reads.state(request, Table.ALLOCS, s -> s.tableIndex(Table.ALLOCS));
    List<ObjectNode> rows =
        state
            .allocsOn(id)
            .filter(a -> rights.namespace(a.namespace(), "read-job"))
            .map(a -> AllocJson.whole(a, true))
            .toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.ALLOCS));
  }

  private Answer drain(Request request, String id) {
    request.only("PUT", "POST");
    Rights rights = services.rights(request);
    Access.require(rights.scope("node", "write"));
    JsonNode body = request.json();
    JsonNode spec = body.path("DrainSpec");
    JsonNode deadline = spec.path("Deadline");
    if (deadline.isString()) {
      throw new Refused(
          400,
          "json: cannot unmarshal string into Go struct field DrainSpec.DrainSpec.Deadline of type time.Duration");
    }
    wellFormed(id);
    Map<String, String> meta = new HashMap<>();
    body.path("Meta").properties().forEach(e -> meta.put(e.getKey(), e.getValue().asString("")));
    NodeWrites.Written written =
        services
            .nodes()
            .drain(
                id,
                spec.isObject() ? Long.valueOf(deadline.asLong(0)) : null,
                spec.path("IgnoreSystemJobs").asBoolean(false),
                body.path("MarkEligible").asBoolean(false),
                meta,
                rights.accessor());
    return written(written);
  }

  private Answer eligibility(Request request, String id) {
    request.only("PUT", "POST");
    Access.require(services.rights(request).scope("node", "write"));
    wellFormed(id);
    return written(services.nodes().eligibility(id, Json.text(request.json().path("Eligibility"))));
  }

  private Answer evaluate(Request request, String id) {
    request.only("PUT", "POST");
    Access.require(services.rights(request).scope("node", "write"));
    wellFormed(id);
    return update(services.nodes().evaluateNode(id));
  }

  private Answer purge(Request request, String id) {
    request.only("PUT", "POST");
    Access.require(services.rights(request).scope("node", "write"));
    wellFormed(id);
    return update(services.nodes().purge(id));
  }

  private static void wellFormed(String id) {
    Uuids.require(id, "node lookup failed: ");
  }

  private static Answer written(NodeWrites.Written written) {
    ObjectNode json = Json.object();
    json.put("NodeModifyIndex", written.nodeModifyIndex());
    evals(json, written.evalIds());
    json.put("EvalCreateIndex", written.evalCreateIndex()).put("Index", written.index());
    return Answer.json(json).index(written.index());
  }

  private static Answer update(NodeWrites.Written written) {
    ObjectNode json = Json.object();
    json.put("HeartbeatTTL", 0);
    evals(json, written.evalIds());
    json.put("EvalCreateIndex", written.evalCreateIndex())
        .put("NodeModifyIndex", written.nodeModifyIndex());
    json.put("Features", 0).put("LeaderRPCAddr", "").put("NumNodes", 0).putNull("Servers");
    json.put("SchedulingEligibility", "").putNull("SignedIdentity").put("Index", written.index());
    json.put("LastContact", 0).put("KnownLeader", false).put("NextToken", "");
    return Answer.json(json).index(written.index());
  }

  private static void evals(ObjectNode json, @Nullable List<String> evalIds) {
    if (evalIds == null) {
      json.putNull("EvalIDs");
      return;
    }
    ArrayNode ids = json.putArray("EvalIDs");
    evalIds.forEach(ids::add);
  }
}
