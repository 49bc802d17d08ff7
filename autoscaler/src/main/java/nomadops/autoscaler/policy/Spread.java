package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.policy.pool.Backoff;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;

/// Which groups launch: the preferred one as far as it can, then the next.
record Spread(List<Move> moves, int placed, List<String> holds) {

  static Spread of(int nodes, String why, PoolState state, PoolFacts facts, Instant now) {
    List<Move> moves = new ArrayList<>();
    List<String> holds = new ArrayList<>();
    int left = nodes;
    for (GroupSight sight : facts.groups()) {
      if (left == 0) {
        break;
      }
      Optional<String> not = whyNot(sight, state, now);
      if (not.isPresent()) {
        holds.add("group " + sight.name() + " does not launch: " + not.get());
        continue;
      }
      GroupFacts group = sight.last().orElseThrow();
      int desired = state.desired(group);
      int n = Math.min(left, Math.max(0, group.max() - desired));
      if (n < left) {
        holds.add(
            "group %s may have %d machines and has %d"
                .formatted(group.name(), group.max(), desired));
      }
      if (n > 0) {
        moves.add(new Move.Launch(group.name(), desired, desired + n, why));
        left -= n;
      }
    }
    return new Spread(moves, nodes - left, holds);
  }

  private static Optional<String> whyNot(GroupSight sight, PoolState state, Instant now) {
    if (!sight.usable()) {
      return Optional.of(sight.trouble().orElse("it was not read yet"));
    }
    GroupFacts group = sight.last().orElseThrow();
    if (!group.canLaunch()) {
      return group.standstills().stream()
          .filter(s -> s.kind() != Standstill.Kind.NO_END)
          .map(Standstill::reason)
          .findFirst();
    }
    Backoff backoff = state.backoffs().get(group.name());
    if (backoff != null && backoff.until().isAfter(now)) {
      return Optional.of(
          "it failed %s, is tried again in %d s: %s"
              .formatted(
                  backoff.failures() == 1 ? "once" : backoff.failures() + " times",
                  Duration.between(now, backoff.until()).toSeconds(),
                  backoff.said()));
    }
    return Optional.empty();
  }
}
