package nomadops.exporter.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;

/// Sums by series. A gauge's series that comes to nothing is forgotten, a counter's stays: what was
/// counted is not undone by the end of what it was counted for.
///
/// Not safe for several threads.
public final class Tally {
  private final Map<Family, Map<List<String>, Sum>> sums = new LinkedHashMap<>();

  /// Changed in place: most changes move one row from one series to another.
  private static final class Sum {
    private double value;
    private long rows;
  }

  /// Adds to a series.
  ///
  /// @param rows how many rows more are behind it; the series is forgotten with the last
  public void add(Family family, double value, int rows, String... labels) {
    add(family, value, rows, List.of(labels));
  }

  private void add(Family family, double value, int rows, List<String> labels) {
    Map<List<String>, Sum> series = sums.computeIfAbsent(family, _ -> new HashMap<>());
    Sum sum = series.computeIfAbsent(labels, _ -> new Sum());
    sum.value += value;
    sum.rows += rows;
    if (sum.rows == 0 && family.kind() != Family.Kind.COUNTER) {
      series.remove(labels);
    }
  }

  /// Counts an event.
  public void count(Family family, long times, String... labels) {
    if (times > 0) {
      add(family, (double) times, 0, List.of(labels));
    }
  }

  /// A counter that is there from the beginning, so that its first event is an increase.
  public void begin(Family family, String... labels) {
    add(family, 0, 0, List.of(labels));
  }

  /// Forgets every gauge: they are summed anew. What was counted stays.
  public void forgetGauges() {
    sums.keySet().removeIf(family -> family.kind() != Family.Kind.COUNTER);
  }

  /// What it comes to now; 0 for a series that is not there.
  public double of(Family family, String... labels) {
    Sum sum = sums.getOrDefault(family, Map.of()).get(List.of(labels));
    return sum == null ? 0 : sum.value;
  }

  /// Every family that has been added to.
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>(sums.size());
    sums.forEach((family, series) -> {
      List<Point> points = new ArrayList<>(series.size());
      series.forEach((labels, sum) -> points.add(new Point(labels, sum.value)));
      readings.add(new Reading(family, points));
    });
    return readings;
  }
}
