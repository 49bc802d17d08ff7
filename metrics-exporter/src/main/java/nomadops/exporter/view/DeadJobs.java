package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.exporter.collection.Activity;
import nomadops.exporter.collection.Eligibility;
import nomadops.exporter.collection.Thresholds;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.JobRow;

/// Dead jobs, judged at one moment.
final class DeadJobs {
  private final Thresholds thresholds;
  private final long now;
  private final Map<List<String>, Integer> eligible = new HashMap<>();
  private final Map<List<String>, Integer> blocked = new HashMap<>();
  private final Map<List<String>, Integer> overdue = new HashMap<>();
  private final Map<List<String>, Long> oldest = new HashMap<>();
  private double mostOverdue;

  /// @param now nanoseconds since the epoch
  DeadJobs(Thresholds thresholds, long now) {
    this.thresholds = thresholds;
    this.now = now;
  }

  void add(JobRow job, Activity activity) {
    if (!job.isDead()) {
      return;
    }
    List<String> of = List.of(job.key().namespace(), job.type());
    long died = activity.lastChange() > 0 ? activity.lastChange() : job.submitTime();
    oldest.merge(of, Math.max(0, now - died), Math::max);
    switch (Eligibility.of(job, activity, thresholds, now)) {
      case Eligibility.Eligible may -> {
        eligible.merge(of, 1, Integer::sum);
        double late = may.overdue(thresholds, now).toMillis() / 1e3;
        if (late > 0) {
          overdue.merge(of, 1, Integer::sum);
          mostOverdue = Math.max(mostOverdue, late);
        }
      }
      case Eligibility.Blocked(var reason) ->
          blocked.merge(List.of(job.key().namespace(), job.type(), reason.word()), 1, Integer::sum);
    }
  }

  List<Reading> readings() {
    // A count that came to nothing is 0 where there are dead jobs at all, not absent.
    oldest.keySet().forEach(of -> eligible.putIfAbsent(of, 0));
    oldest.keySet().forEach(of -> overdue.putIfAbsent(of, 0));
    return List.of(
        reading(CollectionFamilies.ELIGIBLE, eligible, 1),
        reading(CollectionFamilies.BLOCKED, blocked, 1),
        reading(CollectionFamilies.OVERDUE, overdue, 1),
        reading(CollectionFamilies.OLDEST_DEAD, oldest, 1e-9),
        new Reading(CollectionFamilies.OLDEST_OVERDUE, List.of(new Point(List.of(), mostOverdue))));
  }

  private static Reading reading(
      Family family, Map<List<String>, ? extends Number> values, double scale) {
    List<Point> points = new ArrayList<>(values.size());
    values.forEach((labels, n) -> points.add(new Point(labels, n.doubleValue() * scale)));
    return new Reading(family, points);
  }
}
