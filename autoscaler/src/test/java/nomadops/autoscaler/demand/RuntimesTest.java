package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nomadops.client.model.AllocatedResources;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;
import nomadops.client.model.TaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RuntimesTest {
  private static final JobKey ETL = JobKey.inDefault("etl");
  private static final Duration DAY = Duration.ofDays(1);

  private final Runtimes runtimes = new Runtimes(100, DAY);

  private static AllocationStub allocation(
      String id, String job, String desired, String client, int seconds, @Nullable Instant end) {
    long created = Jobs.nanos(Jobs.T0);
    return new AllocationStub(
        id,
        "",
        "",
        "default",
        "n",
        "",
        job,
        "batch",
        0,
        "work",
        desired,
        "",
        client,
        "",
        end == null
            ? Map.of()
            : Map.of("t", new TaskState("dead", false, 0, Jobs.T0, end, List.of())),
        AllocatedResources.NONE,
        "",
        "",
        "",
        "",
        1,
        2,
        created,
        created + seconds * 1_000_000_000L);
  }

  @Test
  void whatNomadStopsAfterAWhileEndsByThen() {
    runtimes.limited(ETL, "work", Duration.ofSeconds(80));
    assertThat(runtimes.expected(ETL, "work")).contains(Duration.ofSeconds(80));
    assertThat(runtimes.expected(ETL, "other")).isEmpty();
    runtimes.saw(allocation("a", "etl", "run", "complete", 60, null));
    assertThat(runtimes.expected(ETL, "work")).contains(Duration.ofSeconds(60));
    runtimes.limited(ETL, "work", Duration.ofSeconds(50));
    assertThat(runtimes.expected(ETL, "work")).contains(Duration.ofSeconds(50));
  }

  @Test
  void childrenTeachTheirFamily() {
    runtimes.saw(allocation("a", "etl/dispatch-1-ab", "run", "complete", 60, null));
    runtimes.saw(allocation("b", "etl/periodic-17", "run", "complete", 120, null));
    assertThat(runtimes.expected(ETL, "work").orElseThrow().toSeconds()).isEqualTo(90);
    assertThat(runtimes.expected(ETL, "other")).isEmpty();
    assertThat(runtimes.expected(JobKey.inDefault("else"), "work")).isEmpty();
  }

  @Test
  void anEndThatIsToldTwiceCountsOnce() {
    for (int i = 0; i < 3; i++) {
      runtimes.saw(allocation("a", "etl", "run", "complete", 60, null));
    }
    assertThat(runtimes.summary(ETL, "work").orElseThrow().runs()).isEqualTo(1);
  }

  @Test
  void theTasksThemselvesTellWhenItEnded() {
    runtimes.saw(allocation("a", "etl", "run", "complete", 900, Jobs.T0.plusSeconds(30)));
    assertThat(runtimes.expected(ETL, "work")).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "run,complete,60,true",
    "run,failed,60,true",
    "run,failed,9,false",
    "run,complete,1,true",
    "run,running,60,false",
    "run,pending,60,false",
    "run,lost,60,false",
    "stop,complete,60,false",
    "evict,failed,60,false"
  })
  void onlyRunsThatEndedByThemselvesCount(
      String desired, String client, int seconds, boolean counts) {
    runtimes.saw(allocation("a", "etl", desired, client, seconds, null));
    assertThat(runtimes.expected(ETL, "work").isPresent()).isEqualTo(counts);
  }

  @Test
  void whatIsOldCountsForLess() {
    for (int i = 0; i < 10; i++) {
      runtimes.ended(ETL, "work", Duration.ofSeconds(100), false, Jobs.T0);
    }
    for (int i = 0; i < 10; i++) {
      runtimes.ended(ETL, "work", Duration.ofSeconds(1000), false, Jobs.T0.plus(DAY));
    }
    assertThat(runtimes.expected(ETL, "work").orElseThrow().toSeconds()).isEqualTo(700);
  }

  @Test
  void groupsThatAreNotUsedLeave() {
    Runtimes few = new Runtimes(2, DAY);
    for (String group : List.of("a", "b", "c")) {
      few.ended(ETL, group, Duration.ofSeconds(60), false, Jobs.T0);
    }
    assertThat(few.expected(ETL, "a")).isEmpty();
    assertThat(few.expected(ETL, "c")).isPresent();
  }

  @Test
  void nothingIsRememberedWithoutRoomOrTime() {
    assertThatThrownBy(() -> new Runtimes(0, DAY)).hasMessageContaining("most is 0");
    assertThatThrownBy(() -> new Runtimes(1, Duration.ZERO)).hasMessageContaining("half-life");
  }

  static long[] seeds() {
    return new Random(20261127).longs(100).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nineOfTenRunsAreNotLongerAndTheMeanIsTheMean(long seed) {
    Random random = new Random(seed);
    List<Long> millis = new ArrayList<>();
    double scale = Math.exp(random.nextDouble(12));
    for (int i = 0; i < 1 + random.nextInt(400); i++) {
      millis.add(100 + (long) (scale * Math.exp(random.nextGaussian())));
      runtimes.ended(ETL, "work", Duration.ofMillis(millis.getLast()), false, Jobs.T0);
    }
    Runtimes.Summary summary = runtimes.summary(ETL, "work").orElseThrow();
    Collections.sort(millis);
    long p90 = millis.get((int) Math.ceil(0.9 * millis.size()) - 1);
    String which = "seed " + seed + " " + millis;
    assertThat((double) summary.p90().toMillis())
        .as(which)
        .isBetween(p90 * 0.999 - 1, p90 * 1.2 + 1);
    assertThat((double) summary.mean().toMillis())
        .as(which)
        .isCloseTo(millis.stream().mapToLong(m -> m).average().orElseThrow(), within(1.0));
    assertThat(summary.runs()).isEqualTo(millis.size());
  }
}
