package nomadops.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.OperatorWrites;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.filter.BadFilter;
import nomadops.simulator.filter.Fields;
import nomadops.simulator.filter.Filter;
import nomadops.simulator.json.AllocJson;
import nomadops.simulator.json.EvalJson;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.CreateKey;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.SortedTree;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Evaluations: list, count, read, delete.
final class EvalHandler {
  private final Services services;
  private final Reads reads;

  EvalHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer listOrDelete(Request request) {
    request.only("GET", "DELETE");
    return request.method.equals("GET") ? list(request) : delete(request);
  }

  private Answer list(Request request) {
    String status = request.get("status");
    String job = request.get("job");
    if (!request.get("filter").isEmpty() && !(status.isEmpty() && job.isEmpty())) {
      throw new Refused(400, "cannot use filter with a legacy filtering parameter");
    }
    State state = state(request);
    Page<EvalRow> page =
        page(request, state, visible(request, status, job).and(selected(request, Page::passes)));
    reads.scanned(page.scanned());
    List<ObjectNode> rows = new ArrayList<>();
    page.rows().forEach(eval -> rows.add(EvalJson.whole(eval)));
    return page.token(reads.meta(request, Answer.rows(rows), state.tableIndex(Table.EVALS)));
  }

  private State state(Request request) {
    Access.require(services.rights(request).namespace(request.namespace(), "read-job"));
    return reads.state(request, Table.EVALS, s -> s.tableIndex(Table.EVALS));
  }

  private Predicate<EvalRow> visible(Request request, String status, String job) {
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    String prefix = request.get("prefix");
    return eval ->
        (namespace.equals("*") || eval.namespace().equals(namespace))
            && rights.namespace(eval.namespace(), "read-job")
            && eval.id().startsWith(prefix)
            && (status.isEmpty() || eval.status().equals(status))
            && (job.isEmpty() || eval.jobId().equals(job));
  }

  private static Predicate<EvalRow> selected(Request request, BiPredicate<Filter, Fields> passes) {
    Filter filter = Page.filter(request);
    return eval ->
        filter == null || passes.test(filter, RowFields.of(eval, () -> EvalJson.whole(eval)));
  }

  /// A count passes over what its filter cannot read; a list refuses it.
  private static boolean readableAndPasses(Filter filter, Fields fields) {
    try {
      return filter.test(fields);
    } catch (BadFilter _) {
      return false;
    }
  }

  private static Page<EvalRow> page(Request request, State state, Predicate<EvalRow> selected) {
    boolean reverse = request.flag("reverse");
    Iterable<SortedTree.Entry<CreateKey, String>> order =
        reverse ? state.evalOrder().descending(null) : state.evalOrder().ascending(null);
    Iterable<EvalRow> rows =
        () -> new Taking<>(order.iterator(), e -> true, e -> known(state, e.value()));
    return Page.of(
        request,
        rows,
        selected,
        eval -> eval.order().toString(),
        (eval, token) -> Tokens.compare(eval.order(), token));
  }

  private static EvalRow known(State state, String id) {
    EvalRow row = state.evals().get(id);
    if (row == null) {
      throw new IllegalStateException("the order names an evaluation that is not there: " + id);
    }
    return row;
  }

  Answer count(Request request) {
    request.only("GET");
    State state = state(request);
    Page<EvalRow> page =
        page(
            request,
            state,
            visible(request, "", "").and(selected(request, EvalHandler::readableAndPasses)));
    reads.scanned(page.scanned());
    long index = state.tableIndex(Table.EVALS);
    ObjectNode json = Json.object();
    json.put("Count", page.rows().size()).put("Index", index).put("LastContact", 0);
    json.put("KnownLeader", services.lane().hasLeader()).put("NextToken", "");
    return reads.meta(request, Answer.json(json), index);
  }

  Answer read(Request request, String id) {
    request.only("GET");
    Rights rights = services.rights(request);
    Access.require(rights.namespace(request.namespace(), "read-job"));
    Uuids.require(id, "failed to lookup eval: eval lookup failed: ");
    State state =
        reads.state(
            request,
            id,
            s -> {
              EvalRow row = s.evals().get(id);
              return row == null ? s.tableIndex(Table.EVALS) : row.modifyIndex();
            });
    EvalRow eval = state.evals().get(id);
    if (eval == null) {
      return reads.meta(request, Answer.text(404, "eval not found"), state.tableIndex(Table.EVALS));
    }
    Access.require(rights.namespace(eval.namespace(), "read-job"));
    return reads.meta(request, Answer.json(EvalJson.whole(eval)), eval.modifyIndex());
  }

  Answer allocations(Request request, String id) {
    request.only("GET");
    Access.require(services.rights(request).namespace(request.namespace(), "read-job"));
    Uuids.require(id, "");
    State state = reads.state(request, Table.ALLOCS, s -> s.tableIndex(Table.ALLOCS));
    EvalRow eval = state.evals().get(id);
    List<ObjectNode> rows =
        eval == null
            ? List.of()
            : state
                .allocsOf(eval.jobKey())
                .filter(a -> a.evalId().equals(id))
                .map(a -> AllocJson.stub(a, false, true))
                .toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.ALLOCS));
  }

  private Answer delete(Request request) {
    JsonNode body = request.json();
    String filter = Json.text(body.path("Filter"));
    List<String> ids = body.path("EvalIDs").valueStream().map(id -> id.asString("")).toList();
    if (!filter.isEmpty() && !ids.isEmpty()) {
      throw new Refused(400, "evals cannot be deleted by both ID and filter");
    }
    if (filter.isEmpty() && ids.isEmpty()) {
      throw new Refused(400, "evals must be deleted by either ID or filter");
    }
    Access.require(services.rights(request).management());
    OperatorWrites.Deleted deleted =
        filter.isEmpty() ? services.operator().deleteEvals(ids) : deleteByFilter(request, filter);
    ObjectNode json = Json.object();
    json.put("Count", deleted.count()).put("Index", deleted.index());
    return Answer.json(json).index(deleted.index());
  }

  private OperatorWrites.Deleted deleteByFilter(Request request, String text) {
    Filter filter;
    try {
      filter = Filter.parse(text);
    } catch (BadFilter e) {
      throw new Refused(500, "failed to read filter expression: " + e.getMessage());
    }
    String namespace = request.namespace();
    return services
        .operator()
        .deleteEvals(eval ->
            (namespace.equals("*") || eval.namespace().equals(namespace))
                && filter.test(RowFields.of(eval, () -> EvalJson.whole(eval))));
  }
}
