package nomadops.simulator.http;

import java.util.List;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.NodeJson;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Node pools: list, read, write, delete, and their nodes.
final class NodePoolHandler {
  private final Services services;
  private final Reads reads;

  NodePoolHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer all(Request request) {
    request.only("GET", "PUT", "POST");
    if (request.write()) {
      return put(request, "");
    }
    Rights rights = services.rights(request);
    Access.require(rights.known());
    State state = state(request);
    String prefix = request.get("prefix");
    List<ObjectNode> rows =
        State.values(state.nodePools())
            .filter(pool -> Json.text(pool.path("Name")).startsWith(prefix))
            .filter(pool -> rights.nodePool(Json.text(pool.path("Name")), "read"))
            .toList();
    return reads.meta(request, Answer.rows(rows), index(state));
  }

  /// Everything below `/v1/node/pool/`.
  Answer one(Request request, String rest) {
    if (rest.endsWith("/nodes")) {
      return nodes(request, rest.substring(0, rest.length() - "/nodes".length()));
    }
    request.only("GET", "PUT", "POST", "DELETE");
    if (request.write()) {
      return put(request, rest);
    }
    if (request.method.equals("DELETE")) {
      Access.require(services.rights(request).nodePool(rest, "delete"));
      return Answer.empty(200).index(services.pools().delete(rest));
    }
    Access.require(services.rights(request).nodePool(rest, "read"));
    State state = state(request);
    ObjectNode pool = state.nodePools().get(rest);
    return pool == null
        ? reads.meta(request, Answer.text(404, "node pool not found"), index(state))
        : reads.meta(request, Answer.json(pool), pool.path("ModifyIndex").asLong());
  }

  private Answer put(Request request, String name) {
    JsonNode body = request.json();
    Access.require(services.rights(request).nodePool(Json.text(body.path("Name")), "write"));
    if (!name.isEmpty() && !name.equals(Json.text(body.path("Name")))) {
      throw new Refused(400, "Node pool name does not match request path");
    }
    return Answer.empty(200).index(services.pools().put(body));
  }

  private Answer nodes(Request request, String pool) {
    request.only("GET");
    Rights rights = services.rights(request);
    Access.require(rights.scope("node", "read") && rights.nodePool(pool, "read"));
    State state = reads.state(request, Table.NODES, s -> s.tableIndex(Table.NODES));
    boolean resources = request.flag("resources");
    List<ObjectNode> rows =
        State.values(state.nodes())
            .filter(node -> pool.equals("all") || node.spec().pool().equals(pool))
            .map(node -> NodeJson.stub(node, resources))
            .toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.NODES));
  }

  private State state(Request request) {
    return reads.state(request, Table.NODE_POOLS, NodePoolHandler::index);
  }

  private static long index(State state) {
    return Math.max(1, state.tableIndex(Table.NODE_POOLS));
  }
}
