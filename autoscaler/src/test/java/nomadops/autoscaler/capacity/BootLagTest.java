package nomadops.autoscaler.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BootLagTest {
  private static final Instant LAUNCH = Instant.parse("2026-06-01T00:00:00Z");
  private static final Duration GUESS = Duration.ofMinutes(2);

  private static BootLag seen(BootLag lag, int from, int to) {
    BootLag all = lag;
    for (int i = from; i <= to; i++) {
      all = all.with("p", "i-" + i, LAUNCH, LAUNCH.plusSeconds(i));
    }
    return all;
  }

  @Test
  void aPoolThatWasNeverMeasuredHasTheGuess() {
    assertThat(BootLag.unmeasured(GUESS).p90("p")).isEqualTo(GUESS);
    assertThat(seen(BootLag.unmeasured(GUESS), 1, 3).p90("other")).isEqualTo(GUESS);
  }

  @Test
  void nineOfTenDidNotTakeLonger() {
    assertThat(seen(BootLag.unmeasured(GUESS), 1, 1).p90("p")).isEqualTo(Duration.ofSeconds(1));
    assertThat(seen(BootLag.unmeasured(GUESS), 1, 10).p90("p")).isEqualTo(Duration.ofSeconds(9));
    assertThat(seen(BootLag.unmeasured(GUESS), 1, 20).p90("p")).isEqualTo(Duration.ofSeconds(18));
  }

  @Test
  void onlyTheLatestCount() {
    BootLag lag = seen(BootLag.unmeasured(GUESS), 1, 90);
    assertThat(lag.count("p")).isEqualTo(50);
    assertThat(lag.p90("p")).isEqualTo(Duration.ofSeconds(85));
  }

  @Test
  void aMachineCountsOnceAndWhatCannotBeABootNever() {
    BootLag lag = seen(BootLag.unmeasured(GUESS), 5, 5);
    BootLag same =
        lag.with("p", "i-5", LAUNCH, LAUNCH.plusSeconds(50))
            .with("p", "i-early", LAUNCH, LAUNCH.minusSeconds(1))
            .with("p", "i-late", LAUNCH, LAUNCH.plus(Duration.ofHours(2)));
    assertThat(same).isEqualTo(lag);
  }
}
