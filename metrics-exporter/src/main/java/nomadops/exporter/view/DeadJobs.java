package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nomadops.exporter.collection.Activity;
import nomadops.exporter.collection.Eligibility;
import nomadops.exporter.collection.Thresholds;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.JobRow;

/// Dead jobs, judged at one moment. There may be very many, and all are judged for every reading:
/// labels are made once for each kind of job.
final class DeadJobs {
  private final Thresholds thresholds;
  private final long now;
  private final Map<String, Map<String, Counts>> kinds = new HashMap<>();
  private double mostOverdue;

  /// Of the jobs of one namespace and type.
  private static final class Counts {
    final Map<Eligibility.Reason, Integer> blocked = new EnumMap<>(Eligibility.Reason.class);
    int eligible;
    int overdue;
    long oldest;
  }

  /// @param now nanoseconds since the epoch
  DeadJobs(Thresholds thresholds, long now) {
    this.thresholds = thresholds;
    this.now = now;
  }

  void add(JobRow job, Activity activity) {
    if (!job.isDead()) {
      return;
    }
    Counts counts =
        kinds
            .computeIfAbsent(job.key().namespace(), _ -> new HashMap<>())
            .computeIfAbsent(job.type(), _ -> new Counts());
    long died = activity.lastChange() > 0 ? activity.lastChange() : job.submitTime();
    counts.oldest = Math.max(counts.oldest, now - died);
    switch (Eligibility.of(job, activity, thresholds, now)) {
      case Eligibility.Eligible may -> {
        counts.eligible++;
        double late = may.overdue(thresholds, now).toMillis() / 1e3;
        if (late > 0) {
          counts.overdue++;
          mostOverdue = Math.max(mostOverdue, late);
        }
      }
      case Eligibility.Blocked(var reason) -> counts.blocked.merge(reason, 1, Integer::sum);
    }
  }

  /// A count that came to nothing is 0 where there are dead jobs at all, not absent.
  List<Reading> readings() {
    return List.of(
        reading(CollectionFamilies.ELIGIBLE, counts -> counts.eligible),
        blocked(),
        reading(CollectionFamilies.OVERDUE, counts -> counts.overdue),
        reading(CollectionFamilies.OLDEST_DEAD, counts -> counts.oldest * 1e-9),
        new Reading(CollectionFamilies.OLDEST_OVERDUE, List.of(new Point(List.of(), mostOverdue))));
  }

  private Reading reading(Family family, ToDoubleFunction<Counts> value) {
    List<Point> points = new ArrayList<>();
    kinds.forEach((namespace, types) ->
        types.forEach((type, counts) ->
            points.add(new Point(List.of(namespace, type), value.applyAsDouble(counts)))));
    return new Reading(family, points);
  }

  private Reading blocked() {
    List<Point> points = new ArrayList<>();
    kinds.forEach((namespace, types) ->
        types.forEach((type, counts) ->
            counts.blocked.forEach(
                (reason, n) -> points.add(new Point(List.of(namespace, type, reason.word()), n)))));
    return new Reading(CollectionFamilies.BLOCKED, points);
  }
}
