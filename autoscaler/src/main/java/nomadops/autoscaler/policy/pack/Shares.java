package nomadops.autoscaler.policy.pack;

import java.util.Map;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;

/// What part of an empty node things take.
final class Shares {
  private Shares() {}

  /// Of the dimension that is scarcest for this shape, from 0 to 1 for what fits.
  static double dominant(Shape shape, Room empty) {
    return dominant(cost(shape, 1, empty), empty.free());
  }

  /// Of the dimension that is scarcest for this amount; above 1 for more than a node.
  static double dominant(Resources amount, Resources node) {
    double share = part(amount.cpu(), node.cpu());
    share = Math.max(share, part(amount.memoryMb(), node.memoryMb()));
    share = Math.max(share, part(amount.diskMb(), node.diskMb()));
    share = Math.max(share, part(amount.cores(), node.cores()));
    share = Math.max(share, part(amount.slots(), node.slots()));
    for (Map.Entry<String, Integer> device : amount.devices().entrySet()) {
      share =
          Math.max(share, part(device.getValue(), node.devices().getOrDefault(device.getKey(), 0)));
    }
    return share;
  }

  /// What `n` of a shape take, whole cores as the MHz that they bring, too.
  static Resources cost(Shape shape, int n, Room on) {
    Resources ask = shape.ask();
    return new Resources(
            ask.cpu() + ask.cores() * on.mhzPerCore(),
            ask.memoryMb(),
            ask.diskMb(),
            ask.cores(),
            ask.slots(),
            ask.devices())
        .times(n);
  }

  private static double part(long ask, long has) {
    if (ask <= 0) {
      return 0;
    }
    return has <= 0 ? Double.POSITIVE_INFINITY : (double) ask / has;
  }
}
