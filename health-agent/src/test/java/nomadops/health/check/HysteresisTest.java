package nomadops.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Time is in seconds here; a look takes one and begins every fifteen.
class HysteresisTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Finding OK = Finding.ok("well");
  private static final Finding FAIL = Finding.fail("sick");
  private static final Finding UNKNOWN = Finding.unknown("who knows");

  private final Hysteresis hysteresis = new Hysteresis(Terms.USUAL);
  private long now;
  private Course course = Course.begin(Terms.USUAL, 0);

  private void finds(Finding finding) {
    now += 15 * SECOND;
    course = hysteresis.step(course, finding, now - SECOND, now);
  }

  private void finds(Finding finding, int times) {
    for (int i = 0; i < times; i++) {
      finds(finding);
    }
  }

  @Test
  void theFirstThatIsWellIsBelieved() {
    finds(OK);
    assertThat(course.verdict()).isEqualTo(Health.OK);
  }

  @Test
  void aHiccupIsNoFailure() {
    finds(OK, 10);
    finds(FAIL, 2);
    finds(OK);
    finds(FAIL, 2);
    assertThat(course.verdict()).isEqualTo(Health.OK);
  }

  @Test
  void whatFailsForAMinuteIsSick() {
    finds(OK, 10);
    finds(FAIL, 4);
    assertThat(course.verdict()).as("46 seconds").isEqualTo(Health.OK);
    finds(FAIL);
    assertThat(course.verdict()).as("61 seconds").isEqualTo(Health.FAIL);
    assertThat(course.since()).isEqualTo(now);
  }

  @Test
  void doubtBetweenFailuresDoesNotHideThem() {
    finds(OK, 10);
    for (int i = 0; i < 4; i++) {
      finds(FAIL);
      finds(UNKNOWN);
    }
    assertThat(course.verdict()).isEqualTo(Health.FAIL);
  }

  @Test
  void doubtAloneIsNoFailureHoweverLong() {
    finds(OK, 10);
    finds(UNKNOWN);
    assertThat(course.verdict()).isEqualTo(Health.OK);
    finds(UNKNOWN, 1_000);
    assertThat(course.verdict()).isEqualTo(Health.UNKNOWN);
  }

  @Test
  void nothingIsSickInTheGraceAfterTheStart() {
    finds(FAIL, 3);
    assertThat(course.verdict()).isEqualTo(Health.UNKNOWN);
    finds(FAIL, 3);
    assertThat(course.verdict()).isEqualTo(Health.FAIL);
  }

  @Test
  void toBeWellAgainTakesTenFindingsAndFiveMinutes() {
    finds(FAIL, 10);
    finds(OK, 20);
    assertThat(course.verdict()).as("4 min 46 s").isEqualTo(Health.FAIL);
    finds(OK);
    assertThat(course.verdict()).isEqualTo(Health.OK);
  }

  @Test
  void oneFailureBeginsTheWayBackAnew() {
    finds(FAIL, 10);
    finds(OK, 20);
    finds(FAIL);
    finds(OK, 20);
    assertThat(course.verdict()).isEqualTo(Health.FAIL);
  }

  @Test
  void whatFlapsIsHeldLongerEachTime() {
    finds(OK, 10);
    int[] well = new int[5];
    for (int time = 0; time < well.length; time++) {
      finds(FAIL, 5);
      assertThat(course.verdict()).isEqualTo(Health.FAIL);
      while (course.verdict() == Health.FAIL) {
        finds(OK);
        well[time]++;
      }
    }
    assertThat(well).containsExactly(21, 40, 80, 240, 240);
  }

  @Test
  void longEnoughWellIsAsIfNothingHadBeen() {
    finds(OK, 10);
    finds(FAIL, 5);
    finds(OK, 21 + 2 * 60 * 4);
    assertThat(course.failures()).isZero();
  }

  @Test
  void aMachineThatWasSuspendedIsJudgedAnew() {
    finds(OK, 10);
    finds(FAIL, 4);
    now += Duration.ofHours(3).toNanos();
    finds(FAIL, 4);
    assertThat(course.verdict()).isEqualTo(Health.OK);
    finds(FAIL);
    assertThat(course.verdict()).isEqualTo(Health.FAIL);
  }

  @Test
  void sickStaysSickOverAGap() {
    finds(FAIL, 10);
    now += Duration.ofHours(3).toNanos();
    finds(OK, 20);
    assertThat(course.verdict()).isEqualTo(Health.FAIL);
    finds(OK);
    assertThat(course.verdict()).isEqualTo(Health.OK);
  }

  @Test
  void whateverIsFoundAVerdictOfSickHasItsReasons() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Finding[] all = {OK, FAIL, UNKNOWN};
    int failsInARow = 0;
    int oksInARow = 0;
    for (int i = 0; i < 20_000; i++) {
      Course before = course;
      Finding finding = all[random.nextInt(random.nextBoolean() ? 3 : 2)];
      for (int times = random.nextInt(8); times >= 0; times--) {
        before = course;
        finds(finding);
        failsInARow =
            switch (finding.health()) {
              case FAIL -> failsInARow + 1;
              case OK -> 0;
              case UNKNOWN -> failsInARow;
            };
        oksInARow =
            switch (finding.health()) {
              case OK -> oksInARow + 1;
              case FAIL -> 0;
              case UNKNOWN -> oksInARow;
            };
        if (before.verdict() != Health.FAIL && course.verdict() == Health.FAIL) {
          assertThat(failsInARow).as("seed %d", seed).isGreaterThanOrEqualTo(3);
          assertThat(finding.health()).as("seed %d", seed).isEqualTo(Health.FAIL);
        }
        if (before.verdict() == Health.FAIL && course.verdict() == Health.OK) {
          assertThat(oksInARow).as("seed %d", seed).isGreaterThanOrEqualTo(10);
          assertThat(course.since() - before.since())
              .as("seed %d", seed)
              .isGreaterThanOrEqualTo(Terms.USUAL.clearFor().toNanos());
        }
      }
    }
  }
}
