package nomadops.autoscaler.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// The lane, if nothing waited in it before.
  @Nullable Lane add(int shape, int priority, long firstAt, long since, long runs, int howMany) {
    Lane lane = lane(shape, priority);
    boolean first = lane.count() == 0;
    if (first) {
      lane.place = waiting.size();
      waiting.add(lane);
    }
    lane.add(firstAt, since, runs, howMany, arrivals++);
    count += howMany;
    return first ? lane : null;
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
      Lane last = waiting.removeLast();
      if (last != lane) {
        waiting.set(lane.place, last);
        last.place = lane.place;
      }
    }
  }

  /// Lanes in which something waits, in no order that means anything.
  List<Lane> waiting() {
    return waiting;
  }

  int count() {
    return count;
  }
}
