package nomadops.autoscaler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.autoscaler.MoveWords;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;

/// Decisions for machines: every input, what was made of it, what held it back, what was done.
public final class DecisionDocument {
  private DecisionDocument() {}

  /// The last decision on every pool.
  ///
  /// @param skipped what waits and is no pool's
  public static Map<String, Object> of(Map<String, PoolReport> reports, List<Unscalable> skipped) {
    Map<String, Object> pools = new TreeMap<>();
    reports.forEach((name, report) -> pools.put(name, pool(report)));
    Map<String, Object> all = Fields.of("pools", pools);
    all.putAll(QueueDocument.skipped(skipped));
    return all;
  }

  static Map<String, Object> pool(PoolReport report) {
    Account account = report.step().account();
    Map<String, Object> pool = Fields.of("at", report.at().toString(), "leading", report.leading());
    pool.put("nodes", nodes(report, account.strength()));
    account
        .template()
        .ifPresent(template ->
            pool.put(
                "template",
                Fields.of(
                    "source", template.source(), "empty", template.empty().free().toString())));
    pool.put("cost_per_hour", report.costPerHour());
    pool.put("inputs", inputs(report.facts(), report.at()));
    pool.put("demand", QueueDocument.demand(report));
    pool.put(
        "needed",
        Fields.of(
            "now",
            account.need().now(),
            "window",
            account.need().window().map(n -> (Object) n).orElse("not seen wholly yet")));
    pool.put("bounds", bounds(report.facts().bounds()));
    pool.put("clamps", account.clamps().stream().map(DecisionDocument::clamp).toList());
    pool.put("moves", moves(report));
    pool.put("held_back_out", account.outHolds());
    pool.put("held_back_in", account.inHolds());
    pool.put("groups", report.facts().groups().stream().map(DecisionDocument::group).toList());
    report.trouble().ifPresent(why -> pool.put("trouble", why));
    return pool;
  }

  private static Map<String, Object> nodes(PoolReport report, Account.Strength strength) {
    return Fields.of(
        "size", strength.size(),
        "min", report.terms().size().min(),
        "max", report.terms().size().max(),
        "active", strength.active(),
        "closed", strength.cordoned(),
        "aside", strength.aside(),
        "coming", strength.coming(),
        "lost", strength.lost());
  }

  /// What else it was made from.
  private static Map<String, Object> inputs(PoolFacts facts, Instant now) {
    Map<String, Object> inputs =
        Fields.of(
            "queue_age_seconds", age(facts.freshness().queue(), now),
            "nodes_age_seconds", age(facts.freshness().nodes(), now),
            "evaluations_pending", facts.pressure().pendingEvals(),
            "broker_paused", facts.pressure().brokerPaused(),
            "cluster_has_leader", facts.pressure().leader(),
            "room_below_max_nodes", facts.room());
    facts.freshness().trouble().ifPresent(why -> inputs.put("trouble", why));
    facts.paused().ifPresent(by -> inputs.put("paused", by));
    inputs.put("doubts", facts.doubts());
    return inputs;
  }

  private static long age(Instant at, Instant now) {
    return Math.max(0, Duration.between(at, now).toSeconds());
  }

  private static Map<String, Object> clamp(Account.Clamp clamp) {
    return Fields.of(
        "what", clamp.what(),
        "before", clamp.before(),
        "after", clamp.after(),
        "reason", clamp.reason());
  }

  private static Map<String, Object> bounds(Bounds bounds) {
    Map<String, Object> all = Fields.of();
    bounds.floor().ifPresent(floor -> all.put("at_least", bound(floor)));
    bounds.ceiling().ifPresent(ceiling -> all.put("at_most", bound(ceiling)));
    return all;
  }

  private static Map<String, Object> bound(Bounds.Bound bound) {
    return Fields.of("nodes", bound.nodes(), "source", bound.source());
  }

  private static List<Map<String, Object>> moves(PoolReport report) {
    if (report.deeds().isEmpty()) {
      return report.step().moves().stream().map(DecisionDocument::move).toList();
    }
    return report.deeds().stream().map(DecisionDocument::deed).toList();
  }

  private static Map<String, Object> move(Move move) {
    return Fields.of(
        "move", MoveWords.text(move), "reason", move.reason(), "change", MoveWords.change(move));
  }

  private static Map<String, Object> deed(Deed deed) {
    Map<String, Object> all = move(deed.move());
    all.put("outcome", deed.outcome().word());
    all.put("said", deed.outcome().reason());
    return all;
  }

  private static Map<String, Object> group(GroupSight sight) {
    Map<String, Object> all = Fields.of("group", sight.name());
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
}
