package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// Which nodes may be given back, the best first: those that are empty, then those that will be
/// soonest.
final class Givable {
  /// A machine that is paid by the period is closed in the last tenth of one.
  private static final int LAST_PART = 10;

  static final String KEPT =
      "it is to be kept (its meta nomad-ops.autoscaler/keep, or the autoscaler runs on it)";

  private final PoolTerms terms;
  private final Fleet fleet;
  private final Instant now;
  private final Map<String, GroupFacts> groups = new HashMap<>();

  /// By group and instance; filled when it is first asked, which most turns do not.
  private final Map<String, Map<String, Member>> members = new HashMap<>();

  private final Map<String, Integer> spare = new HashMap<>();
  private final Map<String, String> troubles = new HashMap<>();

  /// How long an empty node stays.
  private final Duration keepAlive;

  /// In the order in which groups are preferred.
  private final List<String> order = new ArrayList<>();

  /// A node that may be closed.
  record Candidate(PoolNode node, String instance, GroupFacts group) {}

  Givable(PoolTerms terms, PoolState state, PoolFacts facts, Fleet fleet, Instant now) {
    this.terms = terms;
    this.fleet = fleet;
    this.now = now;
    this.keepAlive = terms.scaleIn().keepAlive().after(facts.bootLag(terms));
    for (GroupSight sight : facts.groups()) {
      order.add(sight.name());
      sight.trouble().ifPresent(trouble -> troubles.put(sight.name(), trouble));
      sight
          .last()
          .ifPresent(group -> {
            groups.put(group.name(), group);
            spare.put(group.name(), state.desired(group) - group.min());
          });
    }
    for (Cordon cordon : state.cordons().values()) {
      if (cordon.endedAt().isEmpty()) {
        spare.merge(cordon.group(), -1, Integer::sum);
      }
    }
  }

  /// Its machine, while it serves.
  Optional<Member> member(String group, String instance) {
    return Optional.ofNullable(members.computeIfAbsent(group, this::members).get(instance))
        .filter(InLane::serves);
  }

  /// Why a closed and empty node is not ended.
  Optional<String> whyNot(PoolNode node, String instance, String group) {
    if (troubles.containsKey(group)) {
      return Optional.of("group " + group + ": " + troubles.get(group));
    }
    GroupFacts found = groups.get(group);
    if (found == null) {
      return Optional.of("there is no group " + group);
    }
    if (!found.canEnd()) {
      return found.standstills().stream()
          .filter(s -> s.kind() != Standstill.Kind.NO_LAUNCH)
          .map(Standstill::reason)
          .findFirst();
    }
    Optional<Member> member = member(group, instance);
    if (member.isEmpty()) {
      return Optional.of(instance + " is not in service in group " + group);
    }
    if (member.get().guarded()) {
      return Optional.of(instance + " is protected from scaling in");
    }
    if (node.keep()) {
      return Optional.of(KEPT);
    }
    return Optional.empty();
  }

  /// Whether a group may lose one more of those that we closed: its min may have been raised since.
  /// One that may not is no longer counted on.
  boolean mayEnd(String group) {
    int left = spare.getOrDefault(group, 0);
    if (left < 0) {
      spare.put(group, left + 1);
    }
    return left >= 0;
  }

  /// Of empty nodes the dearest, then those of the group that is preferred least; of busy ones
  /// those that are done first.
  private int bestFirst(Candidate one, Candidate other) {
    PoolNode a = one.node();
    PoolNode b = other.node();
    int by = Boolean.compare(b.empty(), a.empty());
    if (by == 0 && a.empty()) {
      by = Double.compare(price(other), price(one));
      by = by == 0 ? Integer.compare(rank(other), rank(one)) : by;
    }
    by = by == 0 ? earlier(a.idleSince(), b.idleSince()) : by;
    by = by == 0 ? earlier(a.busyUntil(), b.busyUntil()) : by;
    by = by == 0 ? Integer.compare(a.allocations(), b.allocations()) : by;
    return by == 0 ? a.id().compareTo(b.id()) : by;
  }

  /// What nobody knows is last.
  private static int earlier(Optional<Instant> a, Optional<Instant> b) {
    return a.isPresent() && b.isPresent()
        ? a.get().compareTo(b.get())
        : Boolean.compare(b.isPresent(), a.isPresent());
  }

  private int rank(Candidate candidate) {
    return order.indexOf(candidate.group().name());
  }

  private double price(Candidate candidate) {
    return terms.group(candidate.group().name()).price();
  }

  /// Nodes that may be closed.
  List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (PoolNode node : fleet.active()) {
      if (node.instance().isPresent() && !(node.keep() || isNew(node) || idlesShortly(node))) {
        candidate(node, node.instance().get()).ifPresent(candidates::add);
      }
    }
    candidates.sort(this::bestFirst);
    return candidates;
  }

  private Optional<Candidate> candidate(PoolNode node, String instance) {
    for (GroupFacts group : groups.values()) {
      if (member(group.name(), instance).isPresent()) {
        return whyNot(node, instance, group.name()).isPresent() || isPaid(instance, group)
            ? Optional.empty()
            : Optional.of(new Candidate(node, instance, group));
      }
    }
    return Optional.empty();
  }

  /// Whether it is paid for a while longer, whatever becomes of it.
  private boolean isPaid(String instance, GroupFacts group) {
    Duration period = terms.group(group.name()).billing();
    Optional<Instant> launched = member(group.name(), instance).flatMap(Member::launchedAt);
    if (period.isZero() || launched.isEmpty()) {
      return false;
    }
    long into = Math.floorMod(Duration.between(launched.get(), now).toMillis(), period.toMillis());
    Duration left = period.minusMillis(into);
    return left.compareTo(period.dividedBy(LAST_PART)) > 0;
  }

  private boolean isNew(PoolNode node) {
    return Duration.between(node.registeredAt(), now).compareTo(terms.scaleIn().protectNew()) < 0;
  }

  private boolean idlesShortly(PoolNode node) {
    return node.idleSince().isPresent()
        && Duration.between(node.idleSince().get(), now).compareTo(keepAlive) < 0;
  }

  /// Takes one, unless its group has no more to give; false then.
  boolean take(Candidate candidate) {
    int left = spare.getOrDefault(candidate.group().name(), 0);
    if (left <= 0) {
      return false;
    }
    spare.put(candidate.group().name(), left - 1);
    return true;
  }

  private Map<String, Member> members(String group) {
    GroupFacts facts = groups.get(group);
    if (facts == null) {
      return Map.of();
    }
    Map<String, Member> all = HashMap.newHashMap(facts.members().size());
    facts.members().forEach(member -> all.put(member.instance(), member));
    return all;
  }
}
