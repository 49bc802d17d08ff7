package nomadops.autoscaler.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.autoscaler.policy.pack.Lot;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;

/// Which dimension of new nodes is used up first: with more of it in a node, fewer would do.
final class Scarcest {
  private Scarcest() {}

  /// Empty when nothing is on new nodes.
  static Optional<String> of(List<Packed.Bins> bins, Room empty) {
    Resources sum = Resources.NONE;
    for (Packed.Bins each : bins) {
      for (Lot lot : each.each()) {
        sum = sum.plus(lot.shape().ask().times(lot.count()).times(each.nodes()));
      }
    }
    Resources free = empty.free();
    Map<String, Double> parts = new TreeMap<>();
    part(parts, "cpu", sum.cpu() + sum.cores() * empty.mhzPerCore(), free.cpu());
    part(parts, "memory", sum.memoryMb(), free.memoryMb());
    part(parts, "disk", sum.diskMb(), free.diskMb());
    part(parts, "cores", sum.cores(), free.cores());
    part(parts, "slots", sum.slots(), free.slots());
    sum.devices()
        .forEach((name, count) -> part(parts, name, count, free.devices().getOrDefault(name, 0)));
    return parts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  private static void part(Map<String, Double> parts, String name, long ask, long has) {
    if (ask > 0 && has > 0) {
      parts.put(name, (double) ask / has);
    }
  }
}
