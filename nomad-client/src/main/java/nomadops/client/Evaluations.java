package nomadops.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.model.Evaluation;
import nomadops.client.model.NomadJson;
import tools.jackson.databind.JsonNode;

/// Evaluations: `/v1/evaluations` and `/v1/evaluation/:id`.
public final class Evaluations {
  private final Calls calls;

  Evaluations(Calls calls) {
    this.calls = calls;
  }

  /// An evaluation of the connection's namespace; empty when there is none (collected, or never
  /// made).
  public Answer<Optional<Evaluation>> read(String id) {
    return read(id, Read.defaults());
  }

  /// The same with options. An id is unique, so without a namespace all are meant: Nomad checks the
  /// token against the request's namespace before it looks for the evaluation.
  public Answer<Optional<Evaluation>> read(String id, Read read) {
    Read anywhere = read.namespace().isPresent() ? read : read.inAllNamespaces();
    return calls.sendForOptional(
        calls.get(anywhere, "evaluation.read", "v1", "evaluation", id),
        body -> NomadJson.read(body, Evaluation.class));
  }

  /// A blocking query: answers when the evaluation has changed after `index`, or after `wait`.
  public Answer<Optional<Evaluation>> read(String id, long index, Duration wait) {
    return read(id, Read.defaults().blocking(index, wait));
  }

  /// One page, wholly in memory.
  public Answer<List<Evaluation>> page(Read read) {
    return calls.send(
        calls.get(read, "evaluations.list", "v1", "evaluations"),
        body -> NomadJson.readList(body, Evaluation.class));
  }

  /// All pages, in constant memory.
  ///
  /// @throws InterruptedException when the listener, or this thread between pages, is interrupted
  public void pages(Read read, PageListener<? super Evaluation> listener)
      throws InterruptedException {
    new Pages<>(calls, Evaluation.class, "evaluations.list", "v1", "evaluations")
        .walk(read, listener);
  }

  /// How many evaluations match the read's filter, in its namespace.
  public Answer<Long> count(Read read) {
    return calls.send(
        calls.get(read, "evaluations.count", "v1", "evaluations", "count"), Evaluations::count);
  }

  /// Deletes by filter, which needs a paused broker and a management token. Repeat until [#count]
  /// says 0: a delete does not reach what was written while it ran.
  ///
  /// @param namespace `*` for all
  public EvaluationsDeleted deleteByFilter(String namespace, String filter) {
    return delete(
        calls
            .delete("evaluations.delete", "v1", "evaluations")
            .query("filter", filter)
            .query("namespace", namespace)
            .json(NomadJson.write(Map.of("Filter", filter))));
  }

  /// Deletes these and no other; the same conditions hold. One that Nomad does not know, or whose
  /// allocations run, makes it refuse all of them (500, Nomad 1.7 to 2.0).
  public EvaluationsDeleted deleteById(List<String> ids) {
    return delete(
        calls
            .delete("evaluations.delete", "v1", "evaluations")
            .json(NomadJson.write(Map.of("EvalIDs", ids))));
  }

  private EvaluationsDeleted delete(WireRequestBuilder request) {
    try {
      return calls.send(request, Evaluations::deleted).value();
    } catch (NomadFault.Answered fault) {
      if (fault.status() == 500 && fault.body().contains("eval broker must be paused")) {
        return new EvaluationsDeleted.BrokerRunning(fault.body());
      }
      throw fault;
    }
  }

  private static Long count(byte[] body) {
    return number(NomadJson.tree(body), "Count");
  }

  private static EvaluationsDeleted deleted(byte[] body) {
    JsonNode tree = NomadJson.tree(body);
    return new EvaluationsDeleted.Deleted(number(tree, "Count"), number(tree, "Index"));
  }

  private static long number(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    if (!value.isIntegralNumber()) {
      throw new IllegalArgumentException("no number " + field);
    }
    return value.longValue();
  }
}
