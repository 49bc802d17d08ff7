package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// A pool's nodes and machines, sorted by what they are to a decision.
///
/// @param active nodes that take work
/// @param ours nodes that we closed and that are not ended yet
/// @param aside nodes that somebody else closed, or that drain
/// @param coming machines that were asked for and are not nodes yet
/// @param lost machines in service that should be nodes by now, with their group
/// @param missing since when each machine in service is not a ready node
/// @param size machines that all groups were told to have
/// @param blind a group about which nothing is known, so that nothing may be concluded from sums
record Fleet(
    List<PoolNode> active,
    List<Closed> ours,
    List<PoolNode> aside,
    int coming,
    Map<String, GroupFacts> lost,
    Map<String, Instant> missing,
    int size,
    Optional<String> blind) {

  /// A node that we closed.
  record Closed(PoolNode node, Cordon cordon) {}

  static Fleet of(PoolTerms terms, PoolState state, PoolFacts facts, Instant now) {
    List<PoolNode> active = new ArrayList<>();
    List<Closed> ours = new ArrayList<>();
    List<PoolNode> aside = new ArrayList<>();
    Set<String> present = HashSet.newHashSet(facts.nodes().size());
    for (PoolNode node : facts.nodes()) {
      Cordon cordon = state.cordons().get(node.id());
      if (node.status() == PoolNode.Status.READY) {
        node.instance().ifPresent(present::add);
      }
      boolean seen = cordon != null && cordon.seenBy(facts.freshness().nodes());
      if (node.takesWork() && (cordon == null || seen)) {
        active.add(node);
      } else if (cordon != null && isOurs(node, cordon) && cordon.endedAt().isEmpty()) {
        ours.add(new Closed(node, cordon));
      } else if (node.status() == PoolNode.Status.READY && cordon == null) {
        aside.add(node);
      }
    }
    Machines machines = Machines.of(terms, state, facts, present, now);
    return new Fleet(
        active,
        ours,
        aside,
        machines.coming,
        machines.lost,
        machines.missing,
        machines.size,
        machines.blind);
  }

  private static boolean isOurs(PoolNode node, Cordon cordon) {
    return node.status() == PoolNode.Status.READY && !cordon.takenOver(node);
  }

  Account.Strength strength() {
    return new Account.Strength(
        size, active.size(), ours.size(), aside.size(), coming, lost.size());
  }

  /// The sums over the groups' machines.
  private static final class Machines {
    private final Map<String, GroupFacts> lost = new HashMap<>();
    private final Map<String, Instant> missing = new HashMap<>();
    private int coming;
    private int size;
    private Optional<String> blind = Optional.empty();

    static Machines of(
        PoolTerms terms, PoolState state, PoolFacts facts, Set<String> present, Instant now) {
      Machines sums = new Machines();
      for (GroupSight sight : facts.groups()) {
        if (sight.last().isEmpty()) {
          sums.blind = Optional.of(sight.name() + ": " + sight.trouble().orElse("not read yet"));
        }
        sight.last().ifPresent(group -> sums.add(terms, state, group, present, now));
      }
      return sums;
    }

    private void add(
        PoolTerms terms, PoolState state, GroupFacts group, Set<String> present, Instant now) {
      int desired = state.desired(group);
      int counted = 0;
      for (Member member : group.members()) {
        if (member.state() != State.IN_SERVICE && member.state() != State.LAUNCHING) {
          continue;
        }
        counted++;
        if (present.contains(member.instance())) {
          continue;
        }
        Instant since = state.missing().getOrDefault(member.instance(), now);
        missing.put(member.instance(), since);
        Instant from = member.launchedAt().filter(at -> at.isAfter(since)).orElse(since);
        boolean late = Duration.between(from, now).compareTo(terms.trust().registerWithin()) > 0;
        if (late && !ended(state, member.instance())) {
          lost.put(member.instance(), group);
        } else if (!ended(state, member.instance())) {
          coming++;
        }
      }
      size += desired;
      coming += Math.max(0, desired - counted);
    }

    private static boolean ended(PoolState state, String instance) {
      for (Cordon cordon : state.cordons().values()) {
        if (cordon.endedAt().isPresent() && cordon.instance().equals(instance)) {
          return true;
        }
      }
      return false;
    }
  }
}
