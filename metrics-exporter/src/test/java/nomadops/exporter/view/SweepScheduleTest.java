package nomadops.exporter.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import nomadops.exporter.view.SweepSchedule.Due;
import org.junit.jupiter.api.Test;

class SweepScheduleTest {
  private final SweepSchedule schedule = new SweepSchedule(WatchTerms.USUAL, new Random(1), 0);

  @Test
  void theFirstListWaitsForTheStreamButNotLong() {
    assertThat(schedule.next(at(1))).isEmpty();
    assertThat(schedule.next(at(2))).contains(Due.ALL);
  }

  @Test
  void itBeginsAtOnceWhenTheStreamIsOpen() {
    schedule.connected(true);
    assertThat(schedule.next(0)).contains(Due.ALL);
  }

  @Test
  void whileEventsComeListsAreForDeletionsAndSeldom() {
    followed();
    assertThat(schedule.next(at(5 * 60))).isEmpty();
    assertThat(schedule.next(at(9 * 60))).contains(Due.DELETIONS);
  }

  @Test
  void withoutEventsListsAreWholeAndOften() {
    followed();
    schedule.connected(false);
    assertThat(schedule.next(at(29))).isEmpty();
    assertThat(schedule.next(at(30))).contains(Due.ALL);
  }

  @Test
  void aGapWantsAWholeListButNotBeforeTheLastOneIsSomeSecondsOld() {
    followed();
    schedule.missed();
    assertThat(schedule.next(at(4))).isEmpty();
    assertThat(schedule.next(at(5))).contains(Due.ALL);
    schedule.done();
    assertThat(schedule.next(at(11))).isEmpty();
  }

  @Test
  void failuresAreTriedAgainLessAndLessOften() {
    followed();
    schedule.missed();
    long now = 5;
    for (int wait : new int[] {10, 20, 40, 80, 80}) {
      assertThat(schedule.next(at(now))).contains(Due.ALL);
      schedule.failed(Due.ALL);
      assertThat(schedule.next(at(now + wait - 1))).isEmpty();
      now += wait;
    }
    assertThat(schedule.next(at(now))).contains(Due.ALL);
  }

  @Test
  void aFailedListForDeletionsIsTriedAgainSoon() {
    followed();
    Optional<Due> due = schedule.next(at(9 * 60));
    assertThat(due).contains(Due.DELETIONS);
    schedule.failed(Due.DELETIONS);
    assertThat(schedule.next(at(9 * 60 + 10))).contains(Due.DELETIONS);
  }

  private void followed() {
    schedule.connected(true);
    assertThat(schedule.next(0)).contains(Due.ALL);
    schedule.done();
  }

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
