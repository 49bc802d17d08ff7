package nomadops.simulator.http;

import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.AllocStops;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.AllocJson;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.CreateKey;
import nomadops.simulator.state.SortedTree;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import tools.jackson.databind.node.ObjectNode;

/// Allocations: list, read and stop.
final class AllocHandler {
  private final Services services;
  private final Reads reads;

  AllocHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer list(Request request) {
    request.only("GET");
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    Access.require(rights.namespace(namespace, "read-job"));
    State state = reads.state(request, Table.ALLOCS, s -> s.tableIndex(Table.ALLOCS));
    String prefix = request.get("prefix");
    Iterable<SortedTree.Entry<CreateKey, String>> order =
        request.flag("reverse")
            ? state.allocOrder().descending(null)
            : state.allocOrder().ascending(null);
    Page<AllocRow> page =
        Page.of(
            request,
            () -> new Taking<>(order.iterator(), e -> true, e -> known(state, e.value())),
            alloc ->
                (namespace.equals("*") || alloc.namespace().equals(namespace))
                    && rights.namespace(alloc.namespace(), "read-job")
                    && alloc.id().startsWith(prefix),
            alloc -> alloc.order().toString(),
            (alloc, token) -> Tokens.compare(alloc.order(), token),
            alloc -> RowFields.of(alloc, () -> AllocJson.whole(alloc, true)));
    boolean resources = request.flag("resources");
    boolean taskStates = !request.has("task_states") || request.flag("task_states");
    List<ObjectNode> rows = new ArrayList<>();
    page.rows().forEach(alloc -> rows.add(AllocJson.stub(alloc, resources, taskStates)));
    reads.scanned(page.scanned());
    return page.token(reads.meta(request, Answer.rows(rows), state.tableIndex(Table.ALLOCS)));
  }

  private static AllocRow known(State state, String id) {
    AllocRow row = state.allocs().get(id);
    if (row == null) {
      throw new IllegalStateException("the order names an allocation that is not there: " + id);
    }
    return row;
  }

  /// Everything below `/v1/allocation/`.
  Answer one(Request request, String rest) {
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return read(request, rest);
    }
    if (rest.substring(slash).equals("/stop")) {
      return stop(request, rest.substring(0, slash));
    }
    throw new Refused(404, "resource not found");
  }

  /// A token that nobody knows is refused first; what a known one may do is looked at only when the
  /// allocation is there, whose namespace counts.
  private Answer stop(Request request, String id) {
    request.only("PUT", "POST");
    Rights rights = services.rights(request);
    Access.require(rights.known());
    Uuids.require(id, "alloc lookup failed: ");
    AllocRow alloc = services.store().current().allocs().get(id);
    if (alloc == null) {
      throw new Refused(404, "allocation not found");
    }
    Access.require(rights.namespace(alloc.namespace(), "alloc-lifecycle"));
    AllocStops.Written written = services.stops().stop(alloc);
    ObjectNode json = Json.object().put("EvalID", written.evalId()).put("Index", written.index());
    return Answer.json(json).index(written.index());
  }

  private Answer read(Request request, String id) {
    request.only("GET");
    Access.require(services.rights(request).known());
    Uuids.require(id, "alloc lookup failed: ");
    State state =
        reads.state(
            request,
            id,
            s -> {
              AllocRow row = s.allocs().get(id);
              return row == null ? s.tableIndex(Table.ALLOCS) : row.modifyIndex();
            });
    AllocRow alloc = state.allocs().get(id);
    if (alloc == null) {
      return reads.meta(
          request, Answer.text(404, "alloc not found"), state.tableIndex(Table.ALLOCS));
    }
    Access.require(services.rights(request).namespace(alloc.namespace(), "read-job"));
    return reads.meta(request, Answer.json(AllocJson.whole(alloc, true)), alloc.modifyIndex());
  }
}
