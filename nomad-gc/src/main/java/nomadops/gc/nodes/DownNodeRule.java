package nomadops.gc.nodes;

import java.time.Duration;
import java.time.Instant;
import nomadops.runtime.config.Durations;

/// Which nodes may go: those that are `down` for long, with nothing unfinished on them. Pure.
///
/// It is Nomad's own rule (nodeGC in nomad/core_sched.go, 2.0.5: terminal status, StatusUpdatedAt
/// older than `node_gc_threshold`, 24h, no allocation that is not terminal), and stricter in three
/// points: an allocation must be finished as its client, or the server for a lost one, says, and
/// not merely be told to stop; a node that drains is left; and a node is never taken for what a
/// stale list says of it. `disconnected` nodes have allocations that may come back, and are none of
/// ours.
///
/// Why before Nomad does it: a cluster of spot machines leaves hundreds of dead nodes a day in
/// every list, and Nomad's collector takes all that are due at once, with an evaluation of every
/// system job of their datacenters for each.
///
/// @param after how long a node has been down
public record DownNodeRule(Duration after) {
  public DownNodeRule {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException("nodes are down for more than " + after);
    }
  }

  public NodeVerdict judge(NodeFacts node, Instant now) {
    if (!node.status().equals("down")) {
      return new NodeVerdict.Keep("its status is \"" + node.status() + "\", not \"down\"");
    }
    Duration down = Duration.between(node.statusSince(), now);
    if (down.compareTo(after) < 0) {
      return new NodeVerdict.Keep(
          "it is down for less than " + Durations.text(after) + ", since " + node.statusSince());
    }
    if (node.draining()) {
      return new NodeVerdict.Keep("it is drained, whoever drains it waits for its end");
    }
    if (node.unfinished() > 0) {
      return new NodeVerdict.Keep(node.unfinished() + " of its allocations are not finished");
    }
    return new NodeVerdict.Purge(
        "down for over " + Durations.text(after) + ", since " + node.statusSince());
  }
}
