package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nomadops.client.model.JobKey;
import nomadops.exporter.collection.Activity;
import nomadops.exporter.collection.Eligibility;
import nomadops.exporter.collection.Thresholds;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.row.EvalRow;
import nomadops.exporter.row.JobRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Filed by their changes, dead jobs count as if each were judged anew.
class DeadJobsTest {
  private static final long NOW = Duration.ofDays(20_000).toNanos();
  private static final List<String> TYPES = List.of("batch", "service", "sysbatch");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countsAreThoseOfJudgingEachAnew(long seed) {
    Random random = new Random(seed);
    JobActivity activity = new JobActivity();
    DeadJobs dead = DeadJobs.following(activity);
    Map<JobKey, JobRow> jobs = new HashMap<>();
    Map<String, EvalRow> evals = new HashMap<>();
    for (int step = 0; step < 500; step++) {
      JobKey key = new JobKey("ns" + random.nextInt(2), "j" + random.nextInt(20));
      if (random.nextInt(3) > 0) {
        JobRow after = random.nextInt(5) == 0 ? null : job(key, random);
        JobRow before = after == null ? jobs.remove(key) : jobs.put(key, after);
        if (before != null || after != null) {
          dead.job(before, after);
        }
      } else {
        String id = "e" + random.nextInt(30);
        EvalRow after = random.nextInt(4) == 0 ? null : eval(id, key, random);
        EvalRow before = after == null ? evals.remove(id) : evals.put(id, after);
        activity.evaluation(before, after);
      }
    }

    assertThat(counts(dead.readings(Thresholds.USUAL, NOW, _ -> true)))
        .as("seed %d", seed)
        .isEqualTo(anew(jobs, activity));
  }

  private static Map<String, Double> anew(Map<JobKey, JobRow> jobs, JobActivity activity) {
    Map<String, Double> counts = new TreeMap<>();
    for (JobRow job : jobs.values()) {
      if (!job.isDead()) {
        continue;
      }
      List<String> kind = List.of(job.key().namespace(), job.type());
      Activity of = activity.of(job.key());
      switch (Eligibility.of(job, of, Thresholds.USUAL, NOW)) {
        case Eligibility.Eligible may -> {
          counts.merge(CollectionFamilies.ELIGIBLE.name() + kind, 1.0, Double::sum);
          if (may.overdue(Thresholds.USUAL, NOW).toMillis() > 0) {
            counts.merge(CollectionFamilies.OVERDUE.name() + kind, 1.0, Double::sum);
          }
        }
        case Eligibility.Blocked(var reason) -> {
          List<String> labels = new ArrayList<>(kind);
          labels.add(reason.word());
          counts.merge(CollectionFamilies.BLOCKED.name() + labels, 1.0, Double::sum);
        }
      }
    }
    return counts;
  }

  private static Map<String, Double> counts(List<Reading> readings) {
    Map<String, Double> counts = new TreeMap<>();
    for (Reading reading : readings) {
      if (!reading.family().name().endsWith("_seconds")) {
        reading.points().forEach(p -> counts.put(reading.family().name() + p.labels(), p.value()));
      }
    }
    counts.values().removeIf(n -> n == 0);
    return counts;
  }

  private static JobRow job(JobKey key, Random random) {
    return new JobRow(
        key,
        key.id(),
        TYPES.get(random.nextInt(TYPES.size())),
        random.nextInt(3) == 0 ? "running" : "dead",
        random.nextBoolean(),
        random.nextInt(6) == 0,
        NOW - Duration.ofMinutes(random.nextInt(600)).toNanos(),
        Map.of());
  }

  private static EvalRow eval(String id, JobKey key, Random random) {
    return new EvalRow(
        id,
        key.namespace(),
        key.id(),
        key.id(),
        "batch",
        random.nextInt(3) == 0 ? "pending" : "complete",
        "job-register",
        1,
        NOW - Duration.ofMinutes(random.nextInt(600)).toNanos(),
        1,
        Map.of());
  }
}
