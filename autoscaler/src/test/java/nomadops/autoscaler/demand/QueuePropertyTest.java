package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nomadops.autoscaler.facts.Pressure;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.PlacementFailures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever waits is either wanted or said to be skipped.
final class QueuePropertyTest {
  private static final Instant NOW = Jobs.T0.plusSeconds(600);

  private final Runtimes runtimes = new Runtimes(10, Duration.ofDays(1));

  static long[] seeds() {
    return new Random(20261127).longs(200).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wantedAndSkippedAddUpToWhatIsQueued(long seed) {
    Random random = new Random(seed);
    List<JobStub> jobs = new ArrayList<>();
    List<Evaluation> open = new ArrayList<>();
    Map<JobKey, Shapes> shapes = new HashMap<>();
    Map<String, Integer> queued = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      JobKey key = new JobKey(random.nextBoolean() ? "a" : "b", "j" + i);
      Map<String, Integer> groups = new LinkedHashMap<>();
      for (String group : List.of("work", "gone")) {
        groups.put(group, Math.max(0, random.nextInt(12) - 4));
        queued.merge(key + " " + group, groups.get(group), Integer::sum);
      }
      String type = List.of("batch", "service", "system", "sysbatch").get(random.nextInt(4));
      jobs.add(Jobs.stub(key, "", type, false, 5, 5, groups));
      for (int e = random.nextInt(3); e > 0; e--) {
        open.add(evaluation(random, key));
      }
      if (random.nextInt(5) > 0) {
        shapes.put(
            key,
            random.nextInt(4) == 0
                ? new Shapes.Unreadable("x")
                : new Shapes.Known(JobShapes.of(Jobs.spec(key, "", 5, 100))));
      }
    }
    Pressure pressure = new Pressure(random.nextInt(10) == 0, 0, true);
    Queue.Reading reading = Queue.read(jobs, Map.of(), open, shapes, pressure, runtimes, NOW);
    Map<String, Integer> told = new TreeMap<>();
    queued.keySet().forEach(key -> told.put(key, 0));
    reading.wanted().forEach(g -> told.merge(g.job() + " " + g.group(), g.count(), Integer::sum));
    reading.skipped().forEach(g -> told.merge(g.job() + " " + g.group(), g.count(), Integer::sum));
    assertThat(told).as("seed " + seed).isEqualTo(queued);
  }

  private static Evaluation evaluation(Random random, JobKey key) {
    String status = List.of("blocked", "pending", "complete").get(random.nextInt(3));
    String trigger = random.nextBoolean() ? "queued-allocs" : "max-plan-attempts";
    PlacementFailures failures =
        new PlacementFailures(
            random.nextBoolean()
                ? Map.of()
                : Map.of(
                    "work",
                    QueueTest.failed(
                        random.nextInt(2),
                        random.nextBoolean() ? Map.of() : Map.of("missing CSI volume(s) x", 1),
                        random.nextInt(4) > 0 ? List.of() : List.of("cpu"))),
            random.nextInt(5) > 0 ? "" : "q",
            random.nextInt(5) == 0,
            false,
            1);
    return Jobs.evaluation(
        key, status, trigger, random.nextInt(300), NOW.minusSeconds(random.nextInt(400)), failures);
  }
}
