package nomadops.simulator.http;

import java.util.List;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.OperatorWrites;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import tools.jackson.databind.node.ObjectNode;

/// The operator's endpoints, namespaces and the forced GC.
final class OperatorHandler {
  private final Services services;
  private final Reads reads;

  OperatorHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer schedulerConfig(Request request) {
    request.only("GET", "PUT", "POST");
    Rights rights = services.rights(request);
    if (request.write()) {
      Access.require(rights.scope("operator", "write"));
      OperatorWrites.Updated updated =
          services.operator().schedulerConfig(request.json(), request.cas());
      ObjectNode json = Json.object();
      json.put("Updated", updated.updated()).put("Index", updated.index());
      return Answer.json(json).index(updated.index());
    }
    Access.require(rights.scope("operator", "read"));
    State state =
        reads.state(request, Table.SCHEDULER_CONFIG, s -> s.tableIndex(Table.SCHEDULER_CONFIG));
    long index = state.schedulerConfig().path("ModifyIndex").asLong();
    ObjectNode json = Json.object();
    json.set("SchedulerConfig", state.schedulerConfig());
    json.put("Index", index).put("LastContact", 0);
    json.put("KnownLeader", services.lane().hasLeader()).put("NextToken", "");
    return reads.meta(request, Answer.json(json), index);
  }

  Answer snapshot(Request request) {
    request.only("GET", "PUT", "POST");
    Rights rights = services.rights(request);
    Access.require(
        request.write() ? rights.management() : rights.scope("operator", "snapshot-save"));
    if (request.write()) {
      return Answer.empty(200);
    }
    if (!services.lane().hasLeader() && !request.stale()) {
      throw new nomadops.simulator.raft.NoLeader();
    }
    return SnapshotArchive.answer(services.store().current());
  }

  Answer systemGc(Request request) {
    request.only("PUT", "POST");
    Access.require(services.rights(request).management());
    services.gc().force();
    return Answer.empty(200);
  }

  Answer namespaces(Request request) {
    request.only("GET");
    Rights rights = services.rights(request);
    Access.require(rights.known());
    State state = reads.state(request, Table.NAMESPACES, s -> s.tableIndex(Table.NAMESPACES));
    String prefix = request.get("prefix");
    List<ObjectNode> rows =
        State.values(state.namespaces())
            .filter(n -> Json.text(n.path("Name")).startsWith(prefix))
            .filter(n -> rights.sees(Json.text(n.path("Name"))))
            .toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.NAMESPACES));
  }

  Answer namespace(Request request, String name) {
    Rights rights = services.rights(request);
    if (request.method.equals("GET")) {
      Access.require(rights.sees(name));
      State state = reads.state(request, Table.NAMESPACES, s -> s.tableIndex(Table.NAMESPACES));
      ObjectNode row = state.namespaces().get(name);
      long index = state.tableIndex(Table.NAMESPACES);
      return reads.meta(
          request, row == null ? Answer.text(404, "Namespace not found") : Answer.json(row), index);
    }
    Access.require(rights.management());
    if (request.method.equals("DELETE")) {
      return Answer.empty(200).index(services.operator().deleteNamespace(name));
    }
    request.only("PUT", "POST");
    String given = name.isEmpty() ? Json.text(request.json().path("Name")) : name;
    if (given.isEmpty()) {
      throw new Refused(400, "missing namespace name");
    }
    return Answer.empty(200).index(services.operator().putNamespace(given, request.json()));
  }
}
