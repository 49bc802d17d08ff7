package nomadops.autoscaler.policy.pool;

import java.util.List;
import java.util.Optional;

/// What sources beside the queue ask for.
///
/// @param floor at least so many nodes
/// @param ceiling at most so many; it never goes below the pool's min
/// @param doubts why what they ask for is not known; nothing is given back on a doubt
public record Bounds(Optional<Bound> floor, Optional<Bound> ceiling, List<String> doubts) {
  /// Nobody asks for anything.
  public static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty(), List.of());

  public Bounds {
    doubts = List.copyOf(doubts);
  }

  /// A size that is asked for.
  ///
  /// @param source for people, e.g. `schedule workdays`
  public record Bound(int nodes, String source) {}
}
