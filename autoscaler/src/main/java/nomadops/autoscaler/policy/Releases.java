package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pack.Packing;
import nomadops.autoscaler.policy.wait.Release;
import nomadops.autoscaler.shape.Room;

/// Room that work is expected to give back. Of a node only the last end is known; the others are
/// taken to be spread evenly before it.
final class Releases {
  /// Ends of work are gathered in so many steps of a node.
  private static final int STEPS = 8;

  private Releases() {}

  /// @param nodes that take work: what ends elsewhere makes no room
  static List<Release> of(List<PoolNode> nodes, Room empty, Instant now) {
    List<Release> releases = new ArrayList<>(nodes.size() * STEPS);
    for (PoolNode node : nodes) {
      if (node.busyUntil().isPresent() && !node.empty()) {
        long last = Duration.between(now, node.busyUntil().get()).toMillis();
        double share = Packing.share(node.used(), empty);
        int steps = Math.min(STEPS, node.allocations());
        for (int k = 1; k <= steps; k++) {
          releases.add(new Release(Duration.ofMillis(last * k / steps), share / steps));
        }
      }
    }
    return releases;
  }
}
