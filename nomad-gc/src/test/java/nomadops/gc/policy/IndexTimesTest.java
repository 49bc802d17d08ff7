package nomadops.gc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTimesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final IndexTimes times = new IndexTimes();

  @Test
  void knowsNothingAboveTheGreatestDatedIndex() {
    times.stamped(100, NOW.minusSeconds(600), NOW);
    assertThat(times.latest(101)).isEmpty();
    assertThat(times.latest(100)).isPresent();
  }

  @Test
  void boundsAnIndexByTheNextDatedOne() {
    times.stamped(100, NOW.minusSeconds(6000), NOW);
    times.stamped(200, NOW.minusSeconds(3000), NOW);
    assertThat(times.latest(150)).contains(NOW.minusSeconds(3000).plusSeconds(60));
  }

  @Test
  void doesNotBelieveAClockThatIsBehind() {
    times.stamped(100, NOW.minusSeconds(60), NOW);
    times.stamped(200, NOW.minus(Duration.ofDays(365)), NOW);
    assertThat(times.latest(90)).contains(NOW.minusSeconds(60).plusSeconds(60));
    assertThat(times.latest(150)).isEmpty();
  }

  @Test
  void dropsAWrongPointOnceAGoodOneContradictsIt() {
    times.stamped(200, NOW.minus(Duration.ofDays(365)), NOW);
    times.stamped(100, NOW.minusSeconds(60), NOW);
    assertThat(times.latest(150)).isEmpty();
  }

  @Test
  void refusesTimesInTheFuture() {
    times.stamped(100, NOW.plusSeconds(1), NOW);
    assertThat(times.latest(50)).isEmpty();
  }

  /// The bound is never before the true time, whatever order points come in and however many are
  /// forgotten.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverDatesAnIndexEarlierThanItWas(long seed) {
    Random random = new Random(seed);
    TreeMap<Long, Instant> truth = new TreeMap<>();
    Instant at = NOW.minus(Duration.ofDays(30));
    for (long index = 1; index <= 50_000; index++) {
      at = at.plusMillis(random.nextInt(40));
      truth.put(index, at);
    }
    for (int i = 0; i < 30_000; i++) {
      long index = 1L + random.nextInt(50_000);
      Instant stamped = truth.get(index).minusMillis(random.nextInt(5_000));
      times.stamped(index, stamped, NOW);
    }
    assertThat(times.size()).isLessThanOrEqualTo(4096);
    for (long index = 1; index <= 50_000; index += 7) {
      Instant true_ = truth.get(index);
      long asked = index;
      assertThat(times.latest(index))
          .as("seed %d index %d", seed, asked)
          .satisfies(bound -> bound.ifPresent(b -> assertThat(b).isAfterOrEqualTo(true_)));
    }
  }
}
