package nomadops.autoscaler.cli;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.decision.DecisionDocument;
import nomadops.autoscaler.decision.History;
import nomadops.autoscaler.decision.JobDocument;
import nomadops.runtime.admin.MorePage;
import nomadops.runtime.admin.Query;
import nomadops.runtime.config.Nearest;
import nomadops.runtime.leader.Leadership;

/// What a running autoscaler shows on its admin address beside the usual:
///
/// | path | what |
/// |---|---|
/// | `/decisions?pool=NAME&job=TEXT&limit=N` | the decisions of lately, the newest first |
/// | `/why?job=TEXT` | what waits now under such a name, and which pool is to take it |
record DecisionPages(
    Autoscaler autoscaler, History history, Leadership leadership, InstantSource clock) {
  /// So many decisions in one answer.
  static final int MOST = 1_000;

  private static final int USUAL = 20;

  Map<String, MorePage> more() {
    return Map.of("/decisions", this::decisions, "/why", this::why);
  }

  Map<String, ?> status() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("leading", leadership.standing().leading());
    all.put("leadership", leadership.standing().reason());
    all.put("now", clock.instant().toString());
    all.putAll(DecisionDocument.of(autoscaler.reports(), autoscaler.skipped()));
    if (!autoscaler.leaving().isEmpty()) {
      all.put("closed_nodes_of_removed_pools", autoscaler.leaving());
    }
    return all;
  }

  private Map<String, Object> decisions(Query query) {
    query.only("pool", "job", "limit");
    int limit = query.whole("limit", USUAL, 1, MOST);
    Optional<String> pool = query.text("pool");
    pool.ifPresent(this::mustBeThere);
    return history.document(new History.Question(pool, query.text("job"), limit));
  }

  private void mustBeThere(String pool) {
    Set<String> pools = autoscaler.pools();
    if (!pools.contains(pool)) {
      String hint = Nearest.hint(pool, pools);
      throw new Query.Bad(
          "pool \"%s\" is not known; %s"
              .formatted(
                  pool, hint.isEmpty() ? "the pools are " + String.join(", ", pools) : hint));
    }
  }

  private Map<String, Object> why(Query query) {
    String job =
        query
            .only("job")
            .text("job")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> new Query.Bad("job is missing; write a job's id or a part of it"));
    return JobDocument.of(job, autoscaler.reports(), autoscaler.skipped());
  }
}
