package nomadops.gc.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @Test
  void readsWhatPeopleWrite() {
    assertThat(DurationText.parse("30s")).contains(Duration.ofSeconds(30));
    assertThat(DurationText.parse("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(DurationText.parse("7d")).contains(Duration.ofDays(7));
    assertThat(DurationText.parse("250ms")).contains(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "-4h", "4 h", "4H", "h", "4h!", "1e3s", "99999999999999h"})
  void guessesNothing(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Test
  void writesWhatItReads() {
    for (String text : new String[] {"0s", "12s", "250ms", "4h30m", "7d", "1d2h", "5m"}) {
      assertThat(DurationText.parse(text).map(DurationText::format)).contains(text);
    }
  }
}
