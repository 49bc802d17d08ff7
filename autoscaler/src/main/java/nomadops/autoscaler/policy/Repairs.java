package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pool.Backoff;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// What went wrong and is put right: launches that failed, machines that never became nodes,
/// records of nodes that are gone or that somebody else has taken in hand.
final class Repairs {
  /// With so many machines lost at once the fault is not theirs.
  private static final double COMMON_CAUSE = 0.45;

  private Repairs() {}

  record Repair(List<Move> moves, Map<String, Backoff> backoffs, List<String> holds) {}

  static Repair of(PoolTerms terms, PoolState state, PoolFacts facts, Fleet fleet, Instant now) {
    if (Doubt.all(facts, fleet).isPresent()) {
      return new Repair(List.of(), state.backoffs(), List.of());
    }
    List<Move> moves = new ArrayList<>();
    List<String> holds = new ArrayList<>();
    Map<String, Backoff> backoffs = new HashMap<>(state.backoffs());
    for (GroupSight sight : facts.groups()) {
      sight
          .last()
          .filter(_ -> sight.usable())
          .ifPresent(group -> failures(terms, state, group, now, moves, backoffs));
    }
    forget(terms, state, facts, now, moves);
    replace(state, facts, fleet, moves, holds);
    return new Repair(moves, backoffs, holds);
  }

  private static void failures(
      PoolTerms terms,
      PoolState state,
      GroupFacts group,
      Instant now,
      List<Move> moves,
      Map<String, Backoff> backoffs) {
    if (group.lastFailure().isEmpty()) {
      backoffs.remove(group.name());
      return;
    }
    GroupFacts.LaunchFailure failure = group.lastFailure().get();
    Backoff known = backoffs.get(group.name());
    if (known == null || !known.failure().equals(failure.id())) {
      backoffs.put(group.name(), state.failed(failure, group.name(), terms, now));
    }
    int desired = state.desired(group);
    int there =
        (int)
            group.members().stream()
                .filter(m -> m.state() == State.IN_SERVICE || m.state() == State.LAUNCHING)
                .count();
    int to = Math.max(group.min(), Math.min(desired, there));
    if (failure.stockout() && to < desired) {
      moves.add(
          new Move.Withdraw(
              group.name(),
              desired,
              to,
              "%d of %d machines cannot be had: %s"
                  .formatted(desired - to, desired, failure.said())));
    }
  }

  private static void forget(
      PoolTerms terms, PoolState state, PoolFacts facts, Instant now, List<Move> moves) {
    if (state.cordons().isEmpty()) {
      return;
    }
    Map<String, PoolNode> nodes = new HashMap<>();
    for (PoolNode node : facts.nodes()) {
      if (state.cordons().containsKey(node.id())) {
        nodes.putIfAbsent(node.id(), node);
      }
    }
    for (Cordon cordon : state.cordons().values()) {
      @org.jspecify.annotations.Nullable PoolNode node = nodes.get(cordon.node());
      boolean seen = cordon.seenBy(facts.freshness().nodes());
      if (node != null && node.status() == PoolNode.Status.READY) {
        if (seen && cordon.endedAt().isEmpty() && (node.eligible() || cordon.takenOver(node))) {
          String by = cordon.takenOver(node) ? "drained" : "opened";
          moves.add(new Move.Forget(cordon.node(), "it was " + by + " by somebody else"));
        }
      } else if (seen && isGone(cordon, facts, now)) {
        moves.add(
            node != null && isPurged(terms, cordon)
                ? new Move.Purge(
                    node.id(),
                    node.name(),
                    cordon.instance(),
                    "we ended its machine, which is gone")
                : new Move.Forget(cordon.node(), "its machine is gone"));
      }
    }
  }

  private static boolean isPurged(PoolTerms terms, Cordon cordon) {
    return terms.scaleIn().purge() && cordon.endedAt().isPresent();
  }

  private static boolean isGone(Cordon cordon, PoolFacts facts, Instant now) {
    Optional<GroupFacts> group =
        facts.groups().stream()
            .filter(sight -> sight.name().equals(cordon.group()))
            .findFirst()
            .flatMap(GroupSight::last);
    if (group.isEmpty()) {
      return Duration.between(cordon.at(), now).compareTo(Duration.ofDays(1)) > 0;
    }
    return group.get().readAt().isAfter(cordon.at())
        && group.get().members().stream()
            .noneMatch(m -> m.instance().equals(cordon.instance()) && m.state() != State.ENDING);
  }

  private static void replace(
      PoolState state, PoolFacts facts, Fleet fleet, List<Move> moves, List<String> holds) {
    int machines = fleet.active().size() + fleet.ours().size() + fleet.lost().size();
    if (fleet.lost().isEmpty()) {
      return;
    }
    long nameless = fleet.active().stream().filter(node -> node.instance().isEmpty()).count();
    if (nameless > 0) {
      holds.add(
          "%d machines are not nodes, but %d nodes do not say which machine they are: none is replaced"
              .formatted(fleet.lost().size(), nameless));
      return;
    }
    if (fleet.lost().size() > 2 && fleet.lost().size() > COMMON_CAUSE * machines) {
      holds.add(
          "%d of %d machines are not nodes: that is not the machines' fault, none is replaced"
              .formatted(fleet.lost().size(), machines));
      return;
    }
    int[] budget = {state.ends().whole()};
    fleet
        .lost()
        .forEach((instance, group) -> {
          Optional<String> not = whyNot(instance, group, facts);
          if (not.isPresent()) {
            holds.add(instance + " of " + group.name() + " is not replaced: " + not.get());
          } else if (budget[0]-- > 0) {
            moves.add(
                new Move.Replace(instance, group.name(), "it has not become a ready node in time"));
          }
        });
  }

  private static Optional<String> whyNot(String instance, GroupFacts group, PoolFacts facts) {
    boolean busy =
        facts.nodes().stream()
            .anyMatch(n -> n.instance().filter(instance::equals).isPresent() && !n.empty());
    if (busy) {
      return Optional.of("its node has work that may come back");
    }
    if (!group.canEnd()) {
      return Optional.of(group.standstills().getFirst().reason());
    }
    boolean guarded =
        group.members().stream().anyMatch(m -> m.instance().equals(instance) && m.guarded());
    if (guarded) {
      return Optional.of("it is protected from scaling in");
    }
    boolean usable =
        facts.groups().stream().anyMatch(s -> s.name().equals(group.name()) && s.usable());
    return usable ? Optional.empty() : Optional.of("its group was not read now");
  }
}
