package nomadops.autoscaler.simulate;

import java.util.ArrayList;
import java.util.List;

/// Everything that waits: a lane for each pair of class and priority that ever did.
final class Queue {
  private final List<List<Lane>> byShape = new ArrayList<>();
  private final List<Lane> waiting = new ArrayList<>();
  private long arrivals;
  private int count;

  Queue(int shapes) {
    for (int i = 0; i < shapes; i++) {
      byShape.add(new ArrayList<>(1));
    }
  }

  void add(int shape, int priority, long firstAt, long since, long runs, int howMany) {
    Lane lane = lane(shape, priority);
    if (lane.count() == 0) {
      waiting.add(lane);
      lane.fresh = true;
    }
    lane.add(firstAt, since, runs, howMany, arrivals++);
    count += howMany;
  }

  private Lane lane(int shape, int priority) {
    List<Lane> some = byShape.get(shape);
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i).priority == priority) {
        return some.get(i);
      }
    }
    Lane lane = new Lane(shape, priority);
    some.add(lane);
    return lane;
  }

  /// Takes the oldest of a lane away.
  void take(Lane lane) {
    lane.take();
    count--;
    if (lane.count() == 0) {
      waiting.remove(lane);
    }
  }

  /// Lanes in which something waits, in the order in which they began to.
  List<Lane> waiting() {
    return waiting;
  }

  int count() {
    return count;
  }
}
