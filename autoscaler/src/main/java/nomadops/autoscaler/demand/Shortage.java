package nomadops.autoscaler.demand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;

/// By what an empty node of a pool is too small for a shape.
///
/// @param times how many times as much is asked as there is, where it is the most; infinite when
///   there is nothing
/// @param words for people, with both figures
record Shortage(double times, String words) {

  private record Dimension(String ask, String has, double times) {}

  /// @param empty has no room for one of the shape
  static Shortage of(Shape shape, String pool, Room empty) {
    Optional<Dimension> worst =
        shorts(shape.ask(), empty).stream().max(Comparator.comparingDouble(Dimension::times));
    if (worst.isPresent()) {
      Dimension dimension = worst.get();
      return new Shortage(
          dimension.times(),
          "asks "
              + dimension.ask()
              + "; an empty node of pool "
              + pool
              + " has "
              + dimension.has());
    }
    TreeSet<String> taken = new TreeSet<>(shape.exclusives());
    taken.retainAll(empty.taken());
    return new Shortage(
        Double.POSITIVE_INFINITY,
        "asks "
            + String.join(", ", taken)
            + ", which a system job has on each node of pool "
            + pool);
  }

  private static List<Dimension> shorts(Resources ask, Room empty) {
    Resources free = empty.free();
    List<Dimension> all = new ArrayList<>();
    add(all, ask.cpu() + ask.cores() * empty.mhzPerCore(), free.cpu(), " MHz");
    add(all, ask.memoryMb(), free.memoryMb(), " MB");
    add(all, ask.diskMb(), free.diskMb(), " MB disk");
    add(all, ask.cores(), free.cores(), " cores");
    add(all, ask.slots(), free.slots(), " allocations");
    for (Map.Entry<String, Integer> device : new TreeMap<>(ask.devices()).entrySet()) {
      String name = device.getKey();
      add(all, device.getValue(), free.devices().getOrDefault(name, 0), " " + name);
    }
    return all;
  }

  private static void add(List<Dimension> all, long ask, long free, String unit) {
    if (ask > 0 && ask > free) {
      double times = free <= 0 ? Double.POSITIVE_INFINITY : (double) ask / free;
      all.add(new Dimension(ask + unit, Math.max(0, free) + unit, times));
    }
  }
}
