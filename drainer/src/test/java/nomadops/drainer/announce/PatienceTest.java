package nomadops.drainer.announce;

import static nomadops.drainer.announce.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.announce.Patience.Next;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final Patience patience = new Patience(Duration.ofMinutes(5), 3);

  private Next later(Optional<Duration> after, int attempts, Instant now, boolean ending) {
    return patience.next(new Sent.Later("HTTP 500", after), attempts, NOW, now, SECOND, ending);
  }

  @Test
  void goesOnUntilTheLimitOfTime() {
    assertThat(later(Optional.empty(), 1, NOW.plusSeconds(299), false))
        .isEqualTo(new Next.Again("HTTP 500", SECOND));
    assertThat(later(Optional.empty(), 1, NOW.plusSeconds(300), false))
        .isEqualTo(new Next.GiveUp("HTTP 500", SECOND));
  }

  @Test
  void goesOnUntilTheLimitOfAttempts() {
    assertThat(later(Optional.empty(), 2, NOW, false)).isInstanceOf(Next.Again.class);
    assertThat(later(Optional.empty(), 3, NOW, false)).isInstanceOf(Next.GiveUp.class);
  }

  @Test
  void leavesTheOtherSideAloneForAsLongAsItAsks() {
    assertThat(later(Optional.of(Duration.ofSeconds(20)), 1, NOW, false))
        .isEqualTo(new Next.Again("HTTP 500", Duration.ofSeconds(20)));
    assertThat(later(Optional.of(Duration.ofMillis(5)), 1, NOW, false))
        .isEqualTo(new Next.Again("HTTP 500", SECOND));
    assertThat(later(Optional.of(Duration.ofMinutes(10)), 1, NOW, false))
        .isEqualTo(new Next.GiveUp("HTTP 500", Duration.ofMinutes(10)));
    assertThat(later(Optional.of(Duration.ofDays(10)), 1, NOW, false))
        .isEqualTo(new Next.GiveUp("HTTP 500", Duration.ofHours(1)));
  }

  @Test
  void doesNotGoOnWhenTheProcessEnds() {
    assertThat(later(Optional.empty(), 1, NOW, true)).isInstanceOf(Next.GiveUp.class);
  }

  @Test
  void datesAndSecondsAreUnderstood() {
    assertThat(RetryAfter.of(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.of("Mon, 23 Nov 2026 10:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.of("Mon, 23 Nov 2026 09:00:30 GMT", NOW)).isEmpty();
    assertThat(RetryAfter.of("soon", NOW)).isEmpty();
    assertThat(RetryAfter.of("-1", NOW)).isEmpty();
    assertThat(RetryAfter.of("99999999999999999999", NOW)).isEmpty();
  }
}
