package nomadops.exporter.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import nomadops.client.model.JobKey;
import nomadops.exporter.collection.Eligibility;
import nomadops.exporter.collection.Thresholds;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.JobRow;
import org.jspecify.annotations.Nullable;

/// Dead jobs, filed by what the next collection would do with them and kept up to date by their
/// changes. Time alone makes one eligible or overdue, so a reading looks at all of them; it looks
/// at numbers side by side, and not at rows all over the heap.
///
/// Not safe for several threads.
final class DeadJobs {
  private final JobActivity activity;
  private final Map<JobKey, Filed> jobs = new HashMap<>();
  private final Map<String, Map<String, DeadFile>> files = new HashMap<>();

  /// Where a job is.
  private record Filed(JobRow job, DeadFile file, DeadFile.Slot slot) {}

  /// @param activity of all jobs; tells of its changes from now on
  static DeadJobs following(JobActivity activity) {
    DeadJobs dead = new DeadJobs(activity);
    activity.onChange(dead::active);
    return dead;
  }

  private DeadJobs(JobActivity activity) {
    this.activity = activity;
  }

  /// A job came, changed or went.
  void job(@Nullable JobRow before, @Nullable JobRow after) {
    if (before != null) {
      Filed filed = jobs.remove(before.key());
      if (filed != null) {
        filed.file.remove(filed.slot);
      }
    }
    if (after != null && after.isDead()) {
      DeadFile file =
          files
              .computeIfAbsent(after.key().namespace(), _ -> new HashMap<>())
              .computeIfAbsent(after.type(), _ -> new DeadFile());
      DeadFile.Slot slot = file.add();
      Filed filed = new Filed(after, file, slot);
      jobs.put(after.key(), filed);
      judge(filed);
    }
  }

  /// Its evaluations or allocations changed.
  private void active(JobKey job) {
    Filed filed = jobs.get(job);
    if (filed != null) {
      judge(filed);
    }
  }

  private void judge(Filed filed) {
    var known = activity.of(filed.job.key());
    long died = known.lastChange() > 0 ? known.lastChange() : filed.job.submitTime();
    filed.file.set(
        filed.slot,
        died,
        Eligibility.kept(filed.job, known).orElse(null),
        Eligibility.agesFrom(filed.job, known));
  }

  /// A count that came to nothing is 0 where there are dead jobs at all, not absent.
  ///
  /// @param now nanoseconds since the epoch
  List<Reading> readings(Thresholds thresholds, long now, Predicate<String> namespaces) {
    Map<List<String>, DeadFile.Counts> all = new HashMap<>();
    double mostOverdue = 0;
    for (Map.Entry<String, Map<String, DeadFile>> types : files.entrySet()) {
      if (!namespaces.test(types.getKey())) {
        continue;
      }
      for (Map.Entry<String, DeadFile> file : types.getValue().entrySet()) {
        if (!file.getValue().isEmpty()) {
          DeadFile.Counts counts = file.getValue().count(thresholds, now);
          all.put(List.of(types.getKey(), file.getKey()), counts);
          mostOverdue = Math.max(mostOverdue, counts.mostOverdueMillis() / 1e3);
        }
      }
    }
    return List.of(
        reading(CollectionFamilies.ELIGIBLE, all, DeadFile.Counts::eligible),
        blocked(all),
        reading(CollectionFamilies.OVERDUE, all, DeadFile.Counts::overdue),
        reading(CollectionFamilies.OLDEST_DEAD, all, counts -> counts.oldestNanos() * 1e-9),
        new Reading(CollectionFamilies.OLDEST_OVERDUE, List.of(new Point(List.of(), mostOverdue))));
  }

  private static Reading reading(
      Family family,
      Map<List<String>, DeadFile.Counts> all,
      ToDoubleFunction<DeadFile.Counts> value) {
    List<Point> points = new ArrayList<>();
    all.forEach((of, counts) -> points.add(new Point(of, value.applyAsDouble(counts))));
    return new Reading(family, points);
  }

  private static Reading blocked(Map<List<String>, DeadFile.Counts> all) {
    List<Point> points = new ArrayList<>();
    all.forEach((of, counts) ->
        counts
            .blocked()
            .forEach((reason, n) ->
                points.add(new Point(List.of(of.get(0), of.get(1), reason.word()), n))));
    return new Reading(CollectionFamilies.BLOCKED, points);
  }
}
