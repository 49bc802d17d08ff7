package nomadops.autoscaler.policy.pool;

import java.util.Optional;

/// What sources beside the queue ask for.
///
/// @param floor at least so many nodes
/// @param ceiling at most so many; it never goes below the pool's min
public record Bounds(Optional<Bound> floor, Optional<Bound> ceiling) {
  /// Nobody asks for anything.
  public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

  /// A size that is asked for.
  ///
  /// @param source for people, e.g. `schedule workdays`
  public record Bound(int nodes, String source) {}
}
