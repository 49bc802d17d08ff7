package nomadops.autoscaler.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.MoveWords;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pack.Lot;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.runtime.leader.Standing;

/// Reports for machines: what `/status` and `-json` show.
final class ReportDocument {
  /// So many of the queue are named; the rest is counted.
  private static final int NAMED = 50;

  private ReportDocument() {}

  static Map<String, ?> of(Autoscaler autoscaler, Standing standing) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("leading", standing.leading());
    all.put("leadership", standing.reason());
    all.putAll(of(autoscaler));
    return all;
  }

  static Map<String, Object> of(Autoscaler autoscaler) {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> pools = new TreeMap<>();
    autoscaler.reports().forEach((name, report) -> pools.put(name, pool(report)));
    all.put("pools", pools);
    all.put("skipped", skipped(autoscaler.skipped()));
    return all;
  }

  static Map<String, Object> pool(PoolReport report) {
    Account account = report.step().account();
    Account.Strength strength = account.strength();
    Map<String, Object> pool = new LinkedHashMap<>();
    pool.put("at", report.at().toString());
    pool.put(
        "nodes",
        ordered(
            "size", strength.size(),
            "min", report.terms().size().min(),
            "max", report.terms().size().max(),
            "active", strength.active(),
            "closed", strength.cordoned(),
            "aside", strength.aside(),
            "coming", strength.coming(),
            "lost", strength.lost()));
    account
        .template()
        .ifPresent(template ->
            pool.put(
                "template",
                ordered(
                    "source", template.source(),
                    "empty", template.empty().free().toString())));
    pool.put("cost_per_hour", report.costPerHour());
    pool.put("demand", demand(report));
    pool.put(
        "needed",
        ordered(
            "now", account.need().now(),
            "window", account.need().window().map(n -> (Object) n).orElse("not seen wholly yet")));
    pool.put("bounds", bounds(report.facts().bounds()));
    pool.put("clamps", account.clamps());
    pool.put("moves", moves(report));
    pool.put("held_back_out", account.outHolds());
    pool.put("held_back_in", account.inHolds());
    pool.put("groups", report.facts().groups().stream().map(ReportDocument::group).toList());
    report.trouble().ifPresent(why -> pool.put("trouble", why));
    return pool;
  }

  private static Map<String, Object> demand(PoolReport report) {
    Account.Demand demand = report.step().account().demand();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("allocations", demand.queued().stream().mapToInt(QueuedGroup::count).sum());
    all.put("too_young", demand.early().stream().mapToInt(QueuedGroup::count).sum());
    all.put("have_a_place", demand.placed());
    all.put("new_nodes_at_once", demand.packed().nodes());
    all.put("new_nodes_least", demand.lowerBound());
    all.put("new_nodes_in_time", demand.inTime());
    all.put("boot_lag_seconds", demand.bootLag().toSeconds());
    all.put("bins", demand.packed().fresh().stream().map(ReportDocument::bins).toList());
    List<Map<String, Object>> groups = new ArrayList<>();
    demand.queued().stream().limit(NAMED).forEach(group -> groups.add(group(group, report.at())));
    all.put("groups", groups);
    all.put("groups_not_named", Math.max(0, demand.queued().size() - NAMED));
    return all;
  }

  private static Map<String, Object> group(QueuedGroup group, Instant now) {
    return ordered(
        "job",
        group.job().toString(),
        "group",
        group.group(),
        "count",
        group.count(),
        "asks",
        group.shape().ask().toString(),
        "waits_seconds",
        Duration.between(group.since(), now).toSeconds(),
        "runs_seconds",
        group.runs().map(runs -> (Object) (runs.toMillis() / 1e3)).orElse("unknown"));
  }

  private static Map<String, Object> bins(Packed.Bins bins) {
    return ordered(
        "nodes", bins.nodes(), "each", bins.each().stream().map(ReportDocument::lot).toList());
  }

  private static Map<String, Object> lot(Lot lot) {
    return ordered("count", lot.count(), "asks", lot.shape().ask().toString());
  }

  private static Map<String, Object> bounds(Bounds bounds) {
    Map<String, Object> all = new LinkedHashMap<>();
    bounds.floor().ifPresent(floor -> all.put("at_least", floor));
    bounds.ceiling().ifPresent(ceiling -> all.put("at_most", ceiling));
    return all;
  }

  private static List<Map<String, Object>> moves(PoolReport report) {
    if (!report.deeds().isEmpty()) {
      return report.deeds().stream()
          .map(deed ->
              ordered(
                  "move",
                  MoveWords.text(deed.move()),
                  "reason",
                  deed.move().reason(),
                  "outcome",
                  deed.outcome().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
                  "said",
                  deed.outcome().reason()))
          .toList();
    }
    return report.step().moves().stream()
        .map(move -> ordered("move", MoveWords.text(move), "reason", move.reason()))
        .toList();
  }

  private static Map<String, Object> group(GroupSight sight) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("group", sight.name());
    sight
        .last()
        .ifPresent(group -> {
          all.put("desired", group.desired());
          all.put("min", group.min());
          all.put("max", group.max());
          all.put("machines", group.members().size());
          group.lastFailure().ifPresent(failure -> all.put("failed_launch", failure.said()));
        });
    sight.trouble().ifPresent(why -> all.put("trouble", why));
    return all;
  }

  static List<Map<String, Object>> skipped(List<Unscalable> skipped) {
    return skipped.stream()
        .limit(NAMED)
        .map(one ->
            ordered(
                "job",
                one.job().toString(),
                "group",
                one.group(),
                "count",
                one.count(),
                "why",
                one.word(),
                "reason",
                one.reason()))
        .toList();
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
