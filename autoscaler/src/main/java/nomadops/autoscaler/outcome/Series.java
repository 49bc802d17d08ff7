package nomadops.autoscaler.outcome;

import java.util.ArrayList;
import java.util.List;

/// How a run went over time, in at most 600 points, however long it was.
public final class Series {
  /// No more points than this.
  public static final int MOST = 600;

  private final List<Point> points = new ArrayList<>();
  private int width = 1;
  private int inLast;

  /// How it was at one time, or over some of it.
  ///
  /// @param at since the trace's beginning, in milliseconds
  /// @param queued the most that waited, until the next point
  /// @param running allocations, on the mean
  /// @param ready nodes that take work, on the mean
  /// @param nodes in every state, launching ones too: what there shall be, on the mean
  public record Point(long at, double queued, double running, double ready, double nodes) {}

  /// Adds a sample; they come at equal intervals.
  public void add(Point sample) {
    if (inLast == 0 || inLast == width) {
      if (points.size() == MOST) {
        halve();
      }
      points.add(sample);
      inLast = 1;
    } else {
      points.set(points.size() - 1, joined(points.getLast(), inLast, sample, 1));
      inLast++;
    }
  }

  public List<Point> points() {
    return List.copyOf(points);
  }

  private void halve() {
    List<Point> half = new ArrayList<>(MOST);
    for (int i = 0; i + 1 < points.size(); i += 2) {
      half.add(joined(points.get(i), 1, points.get(i + 1), 1));
    }
    points.clear();
    points.addAll(half);
    width *= 2;
  }

  private static Point joined(Point a, int ofA, Point b, int ofB) {
    double n = ofA + ofB;
    return new Point(
        a.at(),
        Math.max(a.queued(), b.queued()),
        (a.running() * ofA + b.running() * ofB) / n,
        (a.ready() * ofA + b.ready() * ofB) / n,
        (a.nodes() * ofA + b.nodes() * ofB) / n);
  }
}
