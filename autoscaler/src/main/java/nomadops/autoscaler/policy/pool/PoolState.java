package nomadops.autoscaler.policy.pool;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.policy.season.Seasons;
import nomadops.autoscaler.shape.Shape;

/// What is remembered between decisions about one pool. The cordons and the back-offs outlive the
/// process; the rest is found again.
///
/// @param cordons by node id
/// @param backoffs by group
/// @param asked by group
/// @param launches the budget
/// @param ends the budget
/// @param claims by shape
/// @param missing since when a machine in service is not a ready node, by instance id
/// @param seasons what was needed when; kept, too; empty when nobody wants to know
public record PoolState(
    Map<String, Cordon> cordons,
    Map<String, Backoff> backoffs,
    Map<String, Asked> asked,
    Tokens launches,
    Tokens ends,
    Window window,
    Map<Shape, Claim> claims,
    Map<String, Instant> missing,
    Optional<Seasons> seasons) {
  public PoolState {
    cordons = Map.copyOf(cordons);
    backoffs = Map.copyOf(backoffs);
    asked = Map.copyOf(asked);
    claims = Map.copyOf(claims);
    missing = Map.copyOf(missing);
  }

  /// Nothing is known yet.
  public static PoolState first(PoolTerms terms, Instant now) {
    return new PoolState(
        Map.of(),
        Map.of(),
        Map.of(),
        Tokens.full(terms.budgets().launchesPerMinute(), now),
        Tokens.full(terms.budgets().endsPerMinute(), now),
        Window.EMPTY,
        Map.of(),
        Map.of(),
        terms.size().season().map(Seasons::unseen));
  }

  /// What a former process left.
  public PoolState adopting(Map<String, Cordon> former, Map<String, Backoff> formerBackoffs) {
    return new PoolState(
        former, formerBackoffs, asked, launches, ends, window, claims, missing, seasons);
  }

  /// The same with other seasons, or none.
  public PoolState seeing(Optional<Seasons> others) {
    return new PoolState(cordons, backoffs, asked, launches, ends, window, claims, missing, others);
  }

  /// So much was needed now.
  public PoolState needed(int nodes, Instant now) {
    return seeing(seasons.map(seen -> seen.with(nodes, now)));
  }

  /// How many machines a group was told to have: what it shows, or what we told it since.
  public int desired(GroupFacts group) {
    Asked last = asked.get(group.name());
    return last != null && last.at().isAfter(group.readAt()) ? last.desired() : group.desired();
  }

  public PoolState refilled(PoolTerms terms, Instant now) {
    return new PoolState(
        cordons,
        backoffs,
        asked,
        launches.refilled(terms.budgets().launchesPerMinute(), now),
        ends.refilled(terms.budgets().endsPerMinute(), now),
        window,
        claims,
        missing,
        seasons);
  }

  public PoolState with(Window next) {
    return new PoolState(cordons, backoffs, asked, launches, ends, next, claims, missing, seasons);
  }

  public PoolState withClaims(Map<Shape, Claim> next) {
    return new PoolState(cordons, backoffs, asked, launches, ends, window, next, missing, seasons);
  }

  public PoolState withMissing(Map<String, Instant> next) {
    return new PoolState(cordons, backoffs, asked, launches, ends, window, claims, next, seasons);
  }

  public PoolState withBackoffs(Map<String, Backoff> next) {
    return new PoolState(cordons, next, asked, launches, ends, window, claims, missing, seasons);
  }

  private PoolState withCordons(Map<String, Cordon> next) {
    return new PoolState(next, backoffs, asked, launches, ends, window, claims, missing, seasons);
  }

  /// A failure of a group that was not counted yet.
  public Backoff failed(
      GroupFacts.LaunchFailure failure, String group, PoolTerms terms, Instant now) {
    int before = Optional.ofNullable(backoffs.get(group)).map(Backoff::failures).orElse(0);
    return Backoff.next(before + 1, failure.id(), failure.said(), now, terms.trust());
  }

  /// What a move leaves behind. A [Move.Cordon] is remembered before it is done, and remains
  /// remembered should it fail: a node that is seen open in spite of it is forgotten then. All
  /// others are remembered after they were done.
  public PoolState after(Move move, Instant now) {
    return switch (move) {
      case Move.Launch(String group, int from, int to, String _) ->
          told(group, to, now).spent(launches.less(to - from), ends);
      case Move.Withdraw(String group, int _, int to, String _) -> told(group, to, now);
      case Move.Uncordon(String node, String _, String _) -> without(node);
      case Move.Forget(String node, String _) -> without(node);
      case Move.Purge(String node, String _, String _, String _) -> without(node);
      case Move.Cordon(String node, String _, String instance, String group, String _) -> {
        Map<String, Cordon> next = new HashMap<>(cordons);
        next.put(node, new Cordon(node, instance, group, now, Optional.empty()));
        yield withCordons(next);
      }
      case Move.End(String node, String _, String _, String group, String _) -> {
        Map<String, Cordon> next = new HashMap<>(cordons);
        next.computeIfPresent(node, (_, cordon) -> cordon.ended(now));
        yield withCordons(next).oneLess(group).spent(launches, ends.less(1));
      }
      case Move.Replace _ -> spent(launches, ends.less(1));
    };
  }

  private PoolState without(String node) {
    Map<String, Cordon> next = new HashMap<>(cordons);
    next.remove(node);
    return withCordons(next);
  }

  private PoolState told(String group, int desired, Instant now) {
    Map<String, Asked> next = new HashMap<>(asked);
    next.put(group, new Asked(desired, now));
    return new PoolState(cordons, backoffs, next, launches, ends, window, claims, missing, seasons);
  }

  /// One machine less than was told, should the group not have shown that yet.
  private PoolState oneLess(String group) {
    Map<String, Asked> next = new HashMap<>(asked);
    next.computeIfPresent(group, (_, last) -> new Asked(last.desired() - 1, last.at()));
    return new PoolState(cordons, backoffs, next, launches, ends, window, claims, missing, seasons);
  }

  private PoolState spent(Tokens launchesLeft, Tokens endsLeft) {
    return new PoolState(
        cordons, backoffs, asked, launchesLeft, endsLeft, window, claims, missing, seasons);
  }
}
