package nomadops.autoscaler.policy;

import java.util.List;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolState;

/// A decision about one pool.
///
/// @param moves to be done; empty when nothing is
/// @param next what to remember, before any of the moves
/// @param account how it came about
public record PoolStep(List<Move> moves, PoolState next, Account account) {
  public PoolStep {
    moves = List.copyOf(moves);
  }
}
