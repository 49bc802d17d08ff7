package nomadops.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pack.Lot;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.trace.TraceClass;

/// The part of a document that is about what waits.
final class QueueDocument {
  /// So many groups are named; the rest is counted.
  static final int NAMED = 50;

  private QueueDocument() {}

  static Map<String, Object> demand(PoolReport report) {
    Account.Demand demand = report.step().account().demand();
    List<QueuedGroup> queued = report.facts().queued();
    Map<String, Object> all = Fields.of("queued", allocations(queued));
    all.put("allocations", allocations(demand.queued()));
    all.put("too_young", allocations(demand.early()));
    all.put("have_a_place", demand.placed());
    all.put("new_nodes_at_once", demand.packed().nodes());
    all.put("new_nodes_least", demand.lowerBound());
    report
        .step()
        .account()
        .template()
        .map(Template::empty)
        .flatMap(empty -> Scarcest.of(demand.packed().fresh(), empty))
        .ifPresent(what -> all.put("scarcest", what));
    all.put("new_nodes_in_time", demand.inTime());
    all.put("boot_lag_seconds", demand.bootLag().toSeconds());
    all.put("bins", demand.packed().fresh().stream().map(QueueDocument::bins).toList());
    List<Family> families = Family.all(queued);
    all.put("groups", families(families, report.at()));
    all.put("groups_not_named", Math.max(0, families.size() - NAMED));
    return all;
  }

  static int allocations(List<QueuedGroup> groups) {
    return groups.stream().mapToInt(QueuedGroup::count).sum();
  }

  static List<Map<String, Object>> families(List<Family> families, Instant now) {
    return families.stream().limit(NAMED).map(family -> family(family, now)).toList();
  }

  private static Map<String, Object> family(Family family, Instant now) {
    return Fields.of(
        "job",
        family.job(),
        "group",
        family.group(),
        "jobs",
        family.jobs(),
        "count",
        family.count(),
        "asks",
        family.shape().ask().toString(),
        "waits_seconds",
        Duration.between(family.since(), now).toSeconds(),
        "runs_seconds",
        family.runs().map(runs -> (Object) (runs.toMillis() / 1e3)).orElse("unknown"),
        "priority",
        family.priority());
  }

  private static Map<String, Object> bins(Packed.Bins bins) {
    return Fields.of(
        "nodes", bins.nodes(), "each", bins.each().stream().map(QueueDocument::lot).toList());
  }

  private static Map<String, Object> lot(Lot lot) {
    return Fields.of("count", lot.count(), "asks", lot.shape().ask().toString());
  }

  /// What no node would help. Children of one job that are refused for the same reason are one.
  static Map<String, Object> skipped(List<Unscalable> skipped) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (Unscalable one : skipped) {
      String job = TraceClass.parentOf(one.job().toString());
      counts.merge(List.of(job, one.group(), one.word(), one.reason()), one.count(), Integer::sum);
    }
    List<Map<String, Object>> named = new ArrayList<>();
    counts.forEach((key, count) -> {
      if (named.size() < NAMED) {
        named.add(
            Fields.of(
                "job", key.get(0),
                "group", key.get(1),
                "count", count,
                "why", key.get(2),
                "reason", key.get(3)));
      }
    });
    return Fields.of("skipped", named, "skipped_not_named", Math.max(0, counts.size() - NAMED));
  }
}
