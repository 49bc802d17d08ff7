package nomadops.autoscaler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// When a schedule holds.
class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void itHoldsFromItsStartForItsLengthInItsZone() {
    Schedule workdays = schedule("0 8 * * 1-5", Duration.ofHours(10));

    assertThat(workdays.holdsAt(berlin("2026-11-27T07:59:59"))).isFalse();
    assertThat(workdays.holdsAt(berlin("2026-11-27T08:00:00"))).isTrue();
    assertThat(workdays.holdsAt(berlin("2026-11-27T17:59:59"))).isTrue();
    assertThat(workdays.holdsAt(berlin("2026-11-27T18:00:00"))).isFalse();
    assertThat(workdays.holdsAt(berlin("2026-11-28T12:00:00"))).as("a Saturday").isFalse();
  }

  @Test
  void twoThatSayTheSameAreTheSame() {
    assertThat(schedule("0 8 * * *", Duration.ofHours(1)))
        .isEqualTo(schedule("0 8 * * *", Duration.ofHours(1)))
        .hasSameHashCodeAs(schedule("0 8 * * *", Duration.ofHours(1)))
        .isNotEqualTo(schedule("0 9 * * *", Duration.ofHours(1)))
        .isNotEqualTo(schedule("0 8 * * *", Duration.ofHours(2)));
  }

  @Test
  void itHoldsAcrossMidnight() {
    Schedule nights = schedule("0 22 * * *", Duration.ofHours(8));

    assertThat(nights.holdsAt(berlin("2026-11-28T05:59:00"))).isTrue();
    assertThat(nights.holdsAt(berlin("2026-11-28T06:00:00"))).isFalse();
  }

  @Test
  void itFollowsTheClockOfItsZoneOverAChangeToSummerTime() {
    Schedule mornings = schedule("0 8 * * *", Duration.ofHours(1));

    // 29 March 2026: the clock goes from 2:00 to 3:00.
    assertThat(mornings.holdsAt(Instant.parse("2026-03-28T07:30:00Z"))).isTrue();
    assertThat(mornings.holdsAt(Instant.parse("2026-03-29T06:30:00Z"))).isTrue();
    assertThat(mornings.holdsAt(Instant.parse("2026-03-29T07:30:00Z"))).isFalse();
  }

  @Test
  void whatIsNotACronExpressionIsRefusedWithAnExample() {
    assertThatThrownBy(() -> schedule("8am", Duration.ofHours(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("start is \"8am\"")
        .hasMessageContaining("0 8 * * 1-5");
    assertThatThrownBy(() -> schedule("0 25 * * *", Duration.ofHours(1)))
        .hasMessageContaining("0 25 * * *");
  }

  @Test
  void whatAsksForNothingOrContradictsItselfIsRefused() {
    assertThatThrownBy(() ->
            new Schedule(
                "s",
                "0 8 * * *",
                BERLIN,
                Duration.ofHours(1),
                OptionalInt.empty(),
                OptionalInt.empty()))
        .hasMessageContaining("give at-least, at-most or both");
    assertThatThrownBy(() ->
            new Schedule(
                "s",
                "0 8 * * *",
                BERLIN,
                Duration.ofHours(1),
                OptionalInt.of(3),
                OptionalInt.of(2)))
        .hasMessageContaining("at-least 3 is above at-most 2");
    assertThatThrownBy(() -> schedule("0 8 * * *", Duration.ZERO)).hasMessageContaining("for is");
  }

  private static Schedule schedule(String start, Duration length) {
    return new Schedule("s", start, BERLIN, length, OptionalInt.of(5), OptionalInt.empty());
  }

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
