package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.policy.facts.Report;
import nomadops.health.quarantine.policy.facts.Verdict;
import nomadops.health.quarantine.policy.facts.Verdicts;

/// A fleet of well clients in a calm cluster, of which a test makes some sick. Time goes by in
/// steps of half a minute.
final class Scene {
  static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
  static final Duration STEP = Duration.ofSeconds(30);

  final Map<String, NodeFacts> nodes = new TreeMap<>();
  final Map<String, Map<String, Verdict>> reports = new TreeMap<>();
  QuarantineTerms terms = QuarantineTerms.usual();
  QuarantineState state;
  Instant now = START;
  Optional<Instant> leaderSince = Optional.of(START.minus(Duration.ofDays(1)));
  Optional<Instant> serversChangedAt = Optional.empty();
  Optional<Instant> frozenUntil = Optional.empty();
  boolean fresh = true;
  boolean dryRun;

  private Scene() {
    state = QuarantineState.first(now);
  }

  /// Clients `n000` and so on of one pool, all well, and a controller that has been up for long.
  static Scene of(int size) {
    Scene scene = new Scene();
    for (int i = 0; i < size; i++) {
      scene.add("n%03d".formatted(i), "default", "", "dc1");
    }
    scene.go(Duration.ofMinutes(30));
    return scene;
  }

  void add(String id, String pool, String nodeClass, String datacenter) {
    nodes.put(
        id,
        new NodeFacts(
            id,
            "name-" + id,
            pool,
            nodeClass,
            datacenter,
            true,
            true,
            false,
            100,
            Optional.empty(),
            Optional.empty(),
            false,
            false));
    reports.put(id, Map.of("docker", Verdicts.ok(), "internet", Verdicts.ok()));
  }

  Scene sick(String id, String check, String... targets) {
    reports.compute(
        id,
        (_, said) -> {
          Map<String, Verdict> next = new TreeMap<>(said == null ? Map.of() : said);
          next.put(check, Verdicts.fail(targets));
          return next;
        });
    return this;
  }

  Scene well(String id) {
    reports.put(id, Map.of("docker", Verdicts.ok(), "internet", Verdicts.ok()));
    return this;
  }

  Scene silent(String id) {
    reports.remove(id);
    return this;
  }

  Scene edit(String id, UnaryOperator<Edit> change) {
    nodes.computeIfPresent(id, (_, node) -> change.apply(new Edit(node)).node());
    return this;
  }

  /// As it is after a quarantine of ours: ineligible, and a record with the index of our write.
  Scene quarantined(String id, Duration expiresAfter) {
    Ownership record =
        new Ownership("us", "docker fails", now, now.plus(expiresAfter), OptionalLong.of(101));
    return edit(id, node -> node.eligible(false).index(101).ownership(Optional.of(record)));
  }

  /// Performs nothing.
  List<Decision> go(Duration forSo) {
    List<Decision> last = List.of();
    for (Instant end = now.plus(forSo); now.isBefore(end); ) {
      now = now.plus(STEP);
      last = step();
    }
    return last;
  }

  /// All that was decided on the way, holds left out, and performed.
  List<Decision> doings(Duration forSo) {
    List<Decision> all = new ArrayList<>();
    for (Instant end = now.plus(forSo); now.isBefore(end); ) {
      now = now.plus(STEP);
      step().stream()
          .filter(Scene::acts)
          .forEach(decision -> {
            perform(decision);
            all.add(decision);
          });
    }
    return all;
  }

  private void perform(Decision decision) {
    switch (decision) {
      case Decision.Quarantine asked -> quarantined(asked.node(), Duration.ofHours(4));
      case Decision.Release asked ->
          edit(asked.node(), node -> node.eligible(true).index(102).ownership(Optional.empty()));
      case Decision.Disown asked -> edit(asked.node(), node -> node.ownership(Optional.empty()));
      case Decision.Hold _, Decision.CommonCause _ -> {
        // Only told.
      }
    }
  }

  static boolean acts(Decision decision) {
    return !(decision instanceof Decision.Hold) && !(decision instanceof Decision.CommonCause);
  }

  List<Decision> step() {
    Step step = new QuarantinePolicy(terms).step(state, facts(), now);
    state = step.next();
    return step.decisions();
  }

  ClusterFacts facts() {
    List<NodeFacts> seen =
        nodes.values().stream()
            .map(node ->
                new Edit(node)
                    .report(
                        Optional.ofNullable(reports.get(node.id()))
                            .map(said -> new Report(said, now)))
                    .node())
            .toList();
    return new ClusterFacts(seen, leaderSince, serversChangedAt, fresh, frozenUntil, dryRun);
  }

  /// A client with one thing changed.
  record Edit(NodeFacts node) {
    Edit ready(boolean ready) {
      return with(ready, node.eligible(), node.draining(), node.index(), node.ownership());
    }

    Edit eligible(boolean eligible) {
      return with(node.ready(), eligible, node.draining(), node.index(), node.ownership());
    }

    Edit draining(boolean draining) {
      return with(node.ready(), node.eligible(), draining, node.index(), node.ownership());
    }

    Edit index(long index) {
      return with(node.ready(), node.eligible(), node.draining(), index, node.ownership());
    }

    Edit ownership(Optional<Ownership> record) {
      return with(node.ready(), node.eligible(), node.draining(), node.index(), record);
    }

    Edit never() {
      return said(node.report(), true, node.exempt());
    }

    Edit exempt() {
      return said(node.report(), node.never(), true);
    }

    Edit report(Optional<Report> report) {
      return said(report, node.never(), node.exempt());
    }

    private Edit with(
        boolean ready, boolean eligible, boolean draining, long index, Optional<Ownership> record) {
      return new Edit(
          new NodeFacts(
              node.id(),
              node.name(),
              node.pool(),
              node.nodeClass(),
              node.datacenter(),
              ready,
              eligible,
              draining,
              index,
              node.report(),
              record,
              node.never(),
              node.exempt()));
    }

    private Edit said(Optional<Report> report, boolean never, boolean exempt) {
      return new Edit(
          new NodeFacts(
              node.id(),
              node.name(),
              node.pool(),
              node.nodeClass(),
              node.datacenter(),
              node.ready(),
              node.eligible(),
              node.draining(),
              node.index(),
              report,
              node.ownership(),
              never,
              exempt));
    }
  }
}
