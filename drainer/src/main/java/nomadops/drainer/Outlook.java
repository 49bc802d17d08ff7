package nomadops.drainer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Facts;
import nomadops.drainer.plan.HookFacts;
import nomadops.drainer.plan.NodeFacts;
import nomadops.drainer.plan.Ownership;

/// How things stand with a case, beside its nodes: its lifecycle actions, its neighbours, its turn.
/// For many threads.
final class Outlook {
  private final DrainPlan plan;
  private final HookDesk hooks;
  private final Neighbours neighbours;
  private final Turns turns;
  private final boolean allNamespacesSeen;
  private final InstantSource clock;

  /// @param allNamespacesSeen whether the token sees the allocations of every namespace
  Outlook(
      DrainPlan plan,
      HookDesk hooks,
      Neighbours neighbours,
      Turns turns,
      boolean allNamespacesSeen,
      InstantSource clock) {
    this.plan = plan;
    this.hooks = hooks;
    this.neighbours = neighbours;
    this.turns = turns;
    this.allNamespacesSeen = allNamespacesSeen;
    this.clock = clock;
  }

  /// All that the plan wants to know.
  Facts facts(Case one, Doomed doomed, List<NodeFacts> nodes) {
    Instant now = clock.instant();
    return new Facts(
        nodes,
        hookFacts(doomed),
        neighbours.areCordoned(one, now),
        allNamespacesSeen,
        turn(doomed, nodes, now));
  }

  private Optional<Instant> turn(Doomed doomed, List<NodeFacts> nodes, Instant now) {
    if (!plan.needsTurn(doomed, now)) {
      return Optional.of(Instant.EPOCH);
    }
    String nodeClass = nodes.isEmpty() ? "" : nodes.getFirst().nodeClass();
    boolean underWay = Ownership.isRemembered(nodes, doomed.instance());
    return turns.take(doomed.instance(), nodeClass, underWay, now);
  }

  /// The lifecycle actions that its notices name.
  Map<HookRef, HookFacts> hookFacts(Doomed doomed) {
    Map<HookRef, HookFacts> facts = new HashMap<>();
    doomed.terminating().forEach(hook -> facts.put(hook, hooks.facts(hook)));
    doomed.launching().forEach(hook -> facts.put(hook, hooks.facts(hook)));
    return facts;
  }
}
