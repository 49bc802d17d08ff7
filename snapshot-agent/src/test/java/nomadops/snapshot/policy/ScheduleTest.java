package nomadops.snapshot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final ScheduleTerms TERMS = new ScheduleTerms(HOUR, Duration.ofSeconds(40));

  @Test
  void theFirstIsTakenAtOnceWhenItsMomentHasPassed() {
    assertThat(step(List.of(), "13:20:00")).isInstanceOf(Due.Now.class);
  }

  @Test
  void aRestartDoesNotTakeAgain() {
    Due due = step(List.of(at("13:00:40")), "13:00:41");
    assertThat(due)
        .isInstanceOfSatisfying(
            Due.Later.class, later -> assertThat(later.left()).isEqualTo(Duration.ofSeconds(3599)));
  }

  @Test
  void aRestartLeavesNoneOut() {
    assertThat(step(List.of(at("12:00:40")), "13:20:00")).isInstanceOf(Due.Now.class);
  }

  /// Each process has a delay of its own; whoever takes over must not mistake that for a gap.
  @Test
  void anotherProcessWithAnotherDelayDoesNotTakeAgain() {
    ScheduleTerms late = new ScheduleTerms(HOUR, Duration.ofSeconds(110));
    Due due = Schedule.step(List.of(at("13:00:05")), Duration.ZERO, late, at("13:01:51"));
    assertThat(due).isInstanceOf(Due.Later.class);
  }

  @Test
  void aFailureIsTriedAgainAfterItsRest() {
    Due due = Schedule.step(List.of(at("12:00:40")), Duration.ofSeconds(9), TERMS, at("13:05:00"));
    assertThat(due)
        .isEqualTo(
            new Due.Later(Duration.ofSeconds(9), "the last attempt failed; it is tried again"));
  }

  @Test
  void aSnapshotOfTheFutureDoesNotCount() {
    assertThat(step(List.of(Instant.parse("2031-01-01T00:00:00Z")), "13:20:00"))
        .isInstanceOf(Due.Now.class);
  }

  static long[] seeds() {
    return new Random(20261127).longs(40).toArray();
  }

  /// Restarts, other leaders and failures at any time: each full hour in which somebody was alive
  /// long enough has one snapshot, and none has two.
  @ParameterizedTest
  @MethodSource("seeds")
  void everyIntervalGetsExactlyOne(long seed) {
    Random random = new Random(seed);
    List<Instant> stored = new ArrayList<>();
    Instant now = at("13:00:00");
    ScheduleTerms terms = TERMS;
    for (int i = 0; i < 3_000; i++) {
      if (random.nextInt(20) == 0) {
        terms = new ScheduleTerms(HOUR, Duration.ofSeconds(random.nextInt(120)));
      }
      Due due = Schedule.step(stored, Duration.ZERO, terms, now);
      if (due instanceof Due.Now && random.nextInt(3) > 0) {
        stored.add(now);
      }
      now = now.plusSeconds(1 + random.nextInt(300));
    }
    long hours = Duration.between(at("13:00:00"), now).toHours();
    List<Long> slots = stored.stream().map(one -> one.getEpochSecond() / 3600).toList();
    assertThat(slots).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat((long) slots.size()).as("seed %d", seed).isBetween(hours - 1, hours + 1);
  }

  private static Due step(List<Instant> stored, String now) {
    return Schedule.step(stored, Duration.ZERO, TERMS, at(now));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-27T" + time + "Z");
  }
}
