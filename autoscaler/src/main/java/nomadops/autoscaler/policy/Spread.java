package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.policy.pool.Backoff;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// Which groups launch: the preferred one as far as it can, then the next. Groups that stand beside
/// each other and have a weight are one: they share in that proportion, counted over all of their
/// machines, and those that cannot launch leave their part to the others.
record Spread(List<Move> moves, int placed, List<String> holds) {

  static Spread of(
      int nodes, String why, PoolTerms terms, PoolState state, PoolFacts facts, Instant now) {
    List<Move> moves = new ArrayList<>();
    List<String> holds = new ArrayList<>();
    int left = nodes;
    for (List<GroupSight> tier : tiers(terms, facts)) {
      if (left == 0) {
        break;
      }
      List<Open> open = new ArrayList<>();
      for (GroupSight sight : tier) {
        Optional<String> not = whyNot(sight, state, now);
        if (not.isPresent()) {
          holds.add("group " + sight.name() + " does not launch: " + not.get());
        } else {
          GroupFacts group = sight.last().orElseThrow();
          open.add(new Open(group, state.desired(group), terms.group(group.name()).weight()));
        }
      }
      left -= share(left, open);
      for (Open group : open) {
        if (left > 0) {
          holds.add(
              "group %s may have %d machines and has %d"
                  .formatted(group.facts.name(), group.facts.max(), group.desired));
        }
        if (group.more > 0) {
          int to = group.desired + group.more;
          moves.add(new Move.Launch(group.facts.name(), group.desired, to, why));
        }
      }
    }
    return new Spread(moves, nodes - left, holds);
  }

  /// Groups of one preference.
  private static List<List<GroupSight>> tiers(PoolTerms terms, PoolFacts facts) {
    List<List<GroupSight>> tiers = new ArrayList<>();
    boolean shares = false;
    for (GroupSight sight : facts.groups()) {
      boolean weighted = terms.group(sight.name()).weight() > 0;
      if (!weighted || !shares) {
        tiers.add(new ArrayList<>());
      }
      tiers.getLast().add(sight);
      shares = weighted;
    }
    return tiers;
  }

  /// Gives each of so many nodes to the group that is furthest behind its part.
  ///
  /// @return how many were given
  private static int share(int nodes, List<Open> open) {
    for (int given = 0; given < nodes; given++) {
      Optional<Open> next = open.stream().filter(Open::hasRoom).min(Open.FURTHEST_BEHIND);
      if (next.isEmpty()) {
        return given;
      }
      next.get().more++;
    }
    return nodes;
  }

  /// A group that launches.
  private static final class Open {
    static final Comparator<Open> FURTHEST_BEHIND =
        Comparator.comparingDouble(group -> (group.desired + group.more + 1.0) / group.weight);

    private final GroupFacts facts;
    private final int desired;
    private final int weight;
    private int more;

    Open(GroupFacts facts, int desired, int weight) {
      this.facts = facts;
      this.desired = desired;
      this.weight = Math.max(1, weight);
    }

    boolean hasRoom() {
      return desired + more < facts.max();
    }
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
