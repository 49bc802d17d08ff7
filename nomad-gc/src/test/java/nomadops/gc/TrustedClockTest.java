package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrustedClockTest {
  private Instant wall = Instant.parse("2026-11-22T12:00:00Z");
  private long nanos = 5;
  private final TrustedClock clock = new TrustedClock(() -> wall, () -> nanos);

  @Test
  void followsAClockThatKeepsStep() {
    pass(Duration.ofHours(1), Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(wall);
    assertThat(clock.distrusted()).isFalse();
  }

  @Test
  void countsOnFromBeforeAJumpAhead() {
    pass(Duration.ofDays(365), Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-22T12:00:01Z"));
    assertThat(clock.distrusted()).isTrue();
  }

  @Test
  void believesAJumpAheadOnceNomadStampedALaterTime() {
    pass(Duration.ofHours(8), Duration.ofSeconds(1));
    assertThat(clock.instant()).isBefore(wall);
    clock.witness(wall.minusSeconds(5));
    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void believesNoStampFromTheFuture() {
    clock.witness(wall.plus(Duration.ofDays(1)));
    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void followsAJumpBackAtOnce() {
    pass(Duration.ofHours(-2), Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(wall);
  }

  private void pass(Duration onTheWall, Duration really) {
    wall = wall.plus(onTheWall);
    nanos += really.toNanos();
  }
}
