package nomadops.simulator.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import nomadops.simulator.acl.Rights;
import nomadops.simulator.cluster.Refused;
import nomadops.simulator.json.AllocJson;
import nomadops.simulator.json.EvalJson;
import nomadops.simulator.json.JobJson;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.OtherJson;
import nomadops.simulator.state.CreateKey;
import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.SortedTree;
import nomadops.simulator.state.State;
import nomadops.simulator.state.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET /v1/jobs` and what hangs below one job.
final class JobReadHandler {
  private final Services services;
  private final Reads reads;

  JobReadHandler(Services services) {
    this.services = services;
    this.reads = new Reads(services);
  }

  Answer list(Request request) {
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    Access.require(rights.namespace(namespace, "list-jobs"));
    ToLongFunction<State> indexOf =
        s -> Math.max(s.tableIndex(Table.JOBS), s.tableIndex(Table.JOB_SUMMARY));
    State state = reads.state(request, Table.JOBS, indexOf);
    boolean all = namespace.equals("*");
    String prefix = request.get("prefix");
    boolean prefixed = !prefix.isEmpty();
    String from = all ? null : JobRow.key(namespace, prefix);
    Page<JobRow> page =
        Page.of(
            request,
            rows(state, from, all ? "" : from == null ? "" : from, request.flag("reverse")),
            job ->
                rights.namespace(job.namespace(), "list-jobs")
                    && (!prefixed || job.id().startsWith(prefix)),
            job -> job.namespace() + "." + job.id(),
            (job, token) -> compare(job, token),
            RowFields::of);
    reads.scanned(page.scanned());
    boolean meta = request.flag("meta");
    List<ObjectNode> rows = new ArrayList<>(page.rows().size());
    page.rows().forEach(job -> rows.add(JobJson.stub(job, meta)));
    return page.token(reads.meta(request, Answer.rows(rows), indexOf.applyAsLong(state)));
  }

  /// A token is `namespace.id`; neither the order of rows nor the split depends on dots in the id.
  private static int compare(JobRow job, String token) {
    int dot = token.indexOf('.');
    String namespace = dot < 0 ? token : token.substring(0, dot);
    String id = dot < 0 ? "" : token.substring(dot + 1);
    int byNamespace = job.namespace().compareTo(namespace);
    return byNamespace != 0 ? byNamespace : job.id().compareTo(id);
  }

  /// Rows whose key starts with `prefix`, in order.
  private static Iterable<JobRow> rows(
      State state, @Nullable String from, String prefix, boolean reverse) {
    String last = prefix.isEmpty() ? null : prefix + Character.MAX_VALUE;
    Iterable<SortedTree.Entry<String, JobRow>> entries =
        reverse ? state.jobs().descending(last) : state.jobs().ascending(from);
    return () ->
        new Taking<>(
            entries.iterator(), entry -> entry.key().startsWith(prefix), SortedTree.Entry::value);
  }

  Answer read(Request request, String id) {
    JobRow[] found = new JobRow[1];
    State state = job(request, id, found);
    if (found[0] == null) {
      return missing(request, state, "job not found");
    }
    return reads.meta(request, Answer.json(JobJson.whole(found[0])), found[0].modifyIndex());
  }

  private State job(Request request, String id, @Nullable JobRow[] found) {
    Access.require(services.rights(request).namespace(request.namespace(), "read-job"));
    String key = JobRow.key(request.namespace(), id);
    State state =
        reads.state(
            request,
            key,
            s -> {
              JobRow row = s.jobs().get(key);
              return row == null ? s.tableIndex(Table.JOBS) : row.modifyIndex();
            });
    found[0] = state.jobs().get(key);
    return state;
  }

  private Answer missing(Request request, State state, String message) {
    return reads.meta(request, Answer.text(404, message), state.tableIndex(Table.JOBS));
  }

  Answer summary(Request request, String id) {
    JobRow[] found = new JobRow[1];
    State state = job(request, id, found);
    if (found[0] == null) {
      return reads.meta(
          request, Answer.text(404, "job not found"), state.tableIndex(Table.JOB_SUMMARY));
    }
    return reads.meta(
        request, Answer.json(JobJson.summary(found[0])), found[0].summary().modifyIndex());
  }

  Answer versions(Request request, String id) {
    JobRow[] found = new JobRow[1];
    State state = job(request, id, found);
    JobRow job = found[0];
    if (job == null) {
      return missing(request, state, "job versions not found");
    }
    ObjectNode json = Json.object();
    ArrayNode versions = json.putArray("Versions");
    versions.add(JobJson.whole(job));
    List<JobRow> older = state.oldVersions().get(job.key());
    if (older != null) {
      older.forEach(row -> versions.add(JobJson.whole(row)));
    }
    json.putNull("Diffs").put("Index", job.modifyIndex()).put("LastContact", 0);
    json.put("KnownLeader", services.lane().hasLeader()).put("NextToken", "");
    return reads.meta(request, Answer.json(json), job.modifyIndex());
  }

  Answer evaluations(Request request, String id) {
    Access.require(services.rights(request).namespace(request.namespace(), "read-job"));
    State state = reads.state(request, Table.EVALS, s -> s.tableIndex(Table.EVALS));
    List<ObjectNode> rows =
        state.evalsOf(JobRow.key(request.namespace(), id)).map(EvalJson::whole).toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.EVALS));
  }

  Answer allocations(Request request, String id) {
    Access.require(services.rights(request).namespace(request.namespace(), "read-job"));
    State state = reads.state(request, Table.ALLOCS, s -> s.tableIndex(Table.ALLOCS));
    List<ObjectNode> rows =
        state
            .allocsOf(JobRow.key(request.namespace(), id))
            .map(alloc -> AllocJson.stub(alloc, false, true))
            .toList();
    return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.ALLOCS));
  }

  Answer deployments(Request request, @Nullable String jobId) {
    Rights rights = services.rights(request);
    String namespace = request.namespace();
    Access.require(rights.namespace(namespace, "read-job"));
    State state = reads.state(request, Table.DEPLOYMENTS, s -> s.tableIndex(Table.DEPLOYMENTS));
    if (jobId != null) {
      List<ObjectNode> rows =
          state
              .deploymentsOf(JobRow.key(namespace, jobId))
              .sorted(Comparator.comparing(DeploymentRow::order))
              .map(OtherJson::deployment)
              .toList();
      return reads.meta(request, Answer.rows(rows), state.tableIndex(Table.DEPLOYMENTS));
    }
    Iterable<SortedTree.Entry<CreateKey, String>> order =
        request.flag("reverse")
            ? state.deploymentOrder().descending(null)
            : state.deploymentOrder().ascending(null);
    String prefix = request.get("prefix");
    Page<DeploymentRow> page =
        Page.of(
            request,
            () ->
                new Taking<>(
                    order.iterator(), e -> true, e -> known(state.deployments(), e.value())),
            row ->
                (namespace.equals("*") || row.namespace().equals(namespace))
                    && rights.namespace(row.namespace(), "read-job")
                    && row.id().startsWith(prefix),
            row -> row.order().toString(),
            (row, token) -> Tokens.compare(row.order(), token),
            row -> RowFields.lazy(() -> OtherJson.deployment(row)));
    List<ObjectNode> rows = page.rows().stream().map(OtherJson::deployment).toList();
    reads.scanned(page.scanned());
    return page.token(reads.meta(request, Answer.rows(rows), state.tableIndex(Table.DEPLOYMENTS)));
  }

  private static <V> V known(SortedTree<String, V> table, String id) {
    V row = table.get(id);
    if (row == null) {
      throw new IllegalStateException("the order names what is not there: " + id);
    }
    return row;
  }

  Answer submission(Request request) {
    Access.require(services.rights(request).namespace(request.namespace(), "read-job"));
    if (request.get("version").isEmpty()) {
      throw new Refused(400, "failed to parse \"version\" query param");
    }
    return reads.meta(request, Answer.text(404, "job source not found"), 0);
  }
}
