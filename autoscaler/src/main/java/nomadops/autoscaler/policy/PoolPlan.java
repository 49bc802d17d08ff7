package nomadops.autoscaler.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// What is to be done about one pool now.
///
/// ```
///   floors    what will be needed soon, may come, or cannot be seen asks for a size of its own
///   repairs   failed launches back off, lost machines are replaced, stale records forgotten
///   out       demand is packed on what is there, can be opened and comes; the rest is launched
///   in        what was not needed for a whole window is closed; what is closed and empty ends
/// ```
///
/// A node's way out is `active -> closed by us -> empty -> ended`, and back to active from every
/// state before ended. What is in doubt is not given back: stale facts, an unknown group, a
/// scheduler that is behind, each keep the in-lane still, and say so.
public final class PoolPlan {
  private PoolPlan() {}

  /// Pure. The moves may be done in any order; [PoolState#after] says what each leaves behind.
  public static PoolStep step(PoolTerms terms, PoolState before, PoolFacts seen, Instant now) {
    PoolState state = before.refilled(terms, now);
    Fleet fleet = Fleet.of(terms, state, seen, now);
    PoolFacts facts = Floors.raised(terms, state, seen, fleet, now);
    state = state.withMissing(fleet.missing());
    Repairs.Repair repair = Repairs.of(terms, state, facts, fleet, now);
    state = state.withBackoffs(repair.backoffs());
    OutLane.Out out = new OutLane(terms, state, facts, fleet, now).decide();
    state = state.withClaims(out.claims());
    InLane.In in = new InLane(terms, state, facts, fleet, now).decide(out);
    state = state.with(in.window());
    if (in.busy().isPresent()) {
      state = state.needed(in.busy().getAsInt(), now);
    }
    List<Move> moves = new ArrayList<>(repair.moves());
    moves.addAll(out.moves());
    moves.addAll(in.moves());
    List<String> inHolds = new ArrayList<>(repair.holds());
    inHolds.addAll(in.holds());
    Account account =
        new Account(
            now,
            fleet.strength(),
            facts.template(),
            out.demand(),
            out.clamps(),
            in.need(),
            out.holds(),
            inHolds);
    return new PoolStep(moves, state, account);
  }
}
