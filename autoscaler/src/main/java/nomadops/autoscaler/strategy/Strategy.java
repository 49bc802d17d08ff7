package nomadops.autoscaler.strategy;

/// Decides how a pool grows and shrinks. It may remember what it saw; each run has one of its own,
/// and asks it from one thread, at equal intervals.
@FunctionalInterface
public interface Strategy {
  /// What shall be done now.
  ///
  /// @param pool may be read during this call only
  Wish decide(PoolView pool);
}
