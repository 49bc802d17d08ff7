package nomadops.runtime.leader;

/// What to do next about the lock.
public sealed interface LeaderDecision {

  /// Why.
  String reason();

  /// Try to take the lock under this id, which we chose.
  record Acquire(String lockId, String reason) implements LeaderDecision {}

  /// Renew it; also finds out whether an acquisition whose answer was lost took place.
  record Renew(String lockId, String reason) implements LeaderDecision {}

  /// Give it back.
  record Release(String lockId, String reason) implements LeaderDecision {}

  /// Do nothing until then.
  record Wait(long until, String reason) implements LeaderDecision {}

  /// Nothing is left to do.
  record Finished(String reason) implements LeaderDecision {}
}
