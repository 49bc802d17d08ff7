package nomadops.autoscaler.shape;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What is left on a node.
///
/// @param free amounts; a dimension below zero takes nothing more of what asks for it
/// @param mhzPerCore what a kept core costs here
/// @param taken exclusives that something on the node has already
public record Room(Resources free, long mhzPerCore, Set<String> taken) {
  public Room {
    taken = Set.copyOf(taken);
  }

  /// An empty node.
  public static Room of(NodeProfile node) {
    return new Room(node.total(), node.mhzPerCore(), Set.of());
  }

  /// How many of this shape fit, at most `most`. Where it may be placed is not asked.
  public int fits(Shape shape, int most) {
    if (most <= 0) {
      return 0;
    }
    Resources ask = shape.ask();
    long cores = Math.max(0, ask.cores());
    long n = most;
    n = Math.min(n, times(free.cpu(), ask.cpu() + cores * mhzPerCore));
    n = Math.min(n, times(free.memoryMb(), ask.memoryMb()));
    n = Math.min(n, times(free.diskMb(), ask.diskMb()));
    n = Math.min(n, times(free.cores(), cores));
    n = Math.min(n, times(free.slots(), ask.slots()));
    for (Map.Entry<String, Integer> device : ask.devices().entrySet()) {
      n = Math.min(n, times(free.devices().getOrDefault(device.getKey(), 0), device.getValue()));
    }
    if (!shape.exclusives().isEmpty()) {
      n = shape.exclusives().stream().anyMatch(taken::contains) ? 0 : Math.min(n, 1);
    }
    return (int) Math.max(0, n);
  }

  private static long times(long free, long ask) {
    // Most nodes that are asked are full, and to divide takes longer than to compare.
    return ask <= 0 ? Long.MAX_VALUE : free < ask ? 0 : free / ask;
  }

  /// The room that is left once `n` of this shape are placed.
  public Room without(Shape shape, int n) {
    Resources ask = shape.ask().times(n);
    Resources cost =
        new Resources(
            ask.cpu() + ask.cores() * mhzPerCore,
            ask.memoryMb(),
            ask.diskMb(),
            ask.cores(),
            ask.slots(),
            ask.devices());
    Set<String> both = taken;
    if (!shape.exclusives().isEmpty()) {
      both = new HashSet<>(taken);
      both.addAll(shape.exclusives());
    }
    return new Room(free.minus(cost), mhzPerCore, both);
  }
}
