package nomadops.autoscaler.shape;

import java.util.Set;

/// What one allocation of a group asks for. Allocations of one shape are the same to every node, so
/// ten thousand dispatches of one job are one shape with a count.
///
/// @param ask amounts
/// @param exclusives what no two allocations on one node may share, e.g. `port 8080`, or `job
///   default/web` for a job with `distinct_hosts`
/// @param where nodes that will do
public record Shape(Resources ask, Set<String> exclusives, Where where) {
  public Shape {
    exclusives = Set.copyOf(exclusives);
  }

  /// Amounts alone, anywhere in the default node pool.
  public static Shape of(Resources ask) {
    return new Shape(ask, Set.of(), Where.DEFAULT);
  }
}
