package nomadops.simulator.http;

import java.util.List;
import java.util.function.Supplier;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.cluster.VariableWrites.Outcome;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.OtherJson;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import nomadops.simulator.state.VariableRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Variables and their locks. Conflicts are JSON with the type of plain text, as a real server
/// answers them.
final class VariableHandler {
  private static final List<String> LOCK_OPERATIONS =
      List.of("lock-acquire", "lock-release", "lock-renew");
  private final Services services;
  private final Reads reads;

  VariableHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer list(Request request) {
    request.only("GET");
    Rights rights = services.rights(request);
    Access.require(rights.known());
    String namespace = request.namespace();
    String prefix = request.get("prefix");
    State state = reads.state(request, Table.VARIABLES, s -> s.tableIndex(Table.VARIABLES));
    Page<VariableRow> page =
        Page.of(
            request,
            () -> State.values(state.variables()).iterator(),
            v ->
                (namespace.equals("*") || v.namespace().equals(namespace))
                    && v.path().startsWith(prefix)
                    && rights.variable(v.namespace(), v.path(), "list"),
            v -> v.namespace() + "." + v.path(),
            (v, token) -> (v.namespace() + "." + v.path()).compareTo(token),
            v -> RowFields.lazy(() -> OtherJson.variableMeta(v, false)));
    List<ObjectNode> rows =
        page.rows().stream().map(v -> OtherJson.variableMeta(v, false)).toList();
    return page.token(reads.meta(request, Answer.rows(rows), state.tableIndex(Table.VARIABLES)));
  }

  Answer one(Request request, String path) {
    if (path.isEmpty()) {
      throw new Refused(400, "missing variable path");
    }
    return switch (request.method) {
      case "GET" -> read(request, path);
      case "PUT", "POST" -> write(request, path);
      case "DELETE" -> delete(request, path);
      default -> throw new Refused(400, "Invalid method");
    };
  }

  private Answer read(Request request, String path) {
    Rights rights = services.rights(request);
    Access.require(rights.variable(request.namespace(), path, "read"));
    String key = VariableRow.key(request.namespace(), path);
    State state =
        reads.state(
            request,
            "var\0" + key,
            s -> {
              VariableRow row = s.variables().get(key);
              return row == null ? s.tableIndex(Table.VARIABLES) : row.modifyIndex();
            });
    VariableRow row = state.variables().get(key);
    return row == null
        ? reads.meta(
            request, Answer.text(404, "variable not found"), state.tableIndex(Table.VARIABLES))
        : reads.meta(
            request, Answer.json(OtherJson.variable(row, rights.management())), row.modifyIndex());
  }

  private Answer write(Request request, String path) {
    List<String> operations = LOCK_OPERATIONS.stream().filter(request::has).toList();
    if (operations.size() > 1) {
      throw new Refused(400, "multiple lock operations");
    }
    if (!operations.isEmpty() && request.cas() != null) {
      throw new Refused(400, "CAS can't be used with lock operations");
    }
    Access.require(services.rights(request).variable(request.namespace(), path, "write"));
    String namespace = request.namespace();
    var variables = services.variables();
    return switch (operations.isEmpty() ? "" : operations.getFirst()) {
      case "lock-acquire" ->
          locked(() ->
              outcome(
                  namespace,
                  path,
                  variables.acquire(namespace, path, request.json()),
                  null,
                  false));
      case "lock-release" ->
          locked(() ->
              outcome(
                  namespace,
                  path,
                  variables.release(namespace, path, request.json()),
                  Json.object(),
                  false));
      case "lock-renew" ->
          Answer.json(
              OtherJson.variableMeta(variables.renew(namespace, path, request.json()), true));
      default ->
          outcome(
              namespace,
              path,
              variables.set(namespace, path, request.json(), request.cas()),
              null,
              true);
    };
  }

  /// A refused acquire or release carries the index 0; other refusals carry none.
  private static Answer locked(Supplier<Answer> operation) {
    try {
      return operation.get();
    } catch (Refused refused) {
      return Answer.text(refused.status(), "" + refused.getMessage()).index(0);
    }
  }

  private Answer delete(Request request, String path) {
    String namespace = request.namespace();
    Access.require(services.rights(request).variable(namespace, path, "destroy"));
    return outcome(
        namespace, path, services.variables().delete(namespace, path, request.cas()), null, true);
  }

  private static Answer outcome(
      String namespace,
      String path,
      Outcome outcome,
      @Nullable ObjectNode items,
      boolean conflictIndex) {
    return switch (outcome) {
      case Outcome.Written(VariableRow row, long index) -> {
        ObjectNode json = OtherJson.variable(row, true);
        if (items != null) {
          json.set("Items", items);
        }
        yield Answer.json(json).index(index);
      }
      case Outcome.Deleted(long index) -> Answer.empty(204).index(index);
      case Outcome.Conflict(var row) -> conflict(namespace, path, row, conflictIndex);
    };
  }

  private static Answer conflict(
      String namespace, String path, @Nullable VariableRow row, boolean withIndex) {
    VariableRow shown =
        row == null ? new VariableRow(namespace, path, Json.object(), null, 0, 0, 0, 0) : row;
    ObjectNode json = OtherJson.variable(shown, false);
    if (row == null || row.createIndex() == 0) {
      json.putNull("Items");
    }
    Answer answer = Answer.bytes(Answer.TEXT, Json.MAPPER.writeValueAsBytes(json)).status(409);
    return withIndex ? answer.index(shown.modifyIndex()) : answer;
  }
}
