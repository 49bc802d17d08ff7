package nomadops.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  @Test
  void waitsDoubleUpToTheLongestAndHalfOfThemIsJittered() {
    Random random = new Random(1);
    for (int failures = 1; failures < 200; failures++) {
      long full = failures > 6 ? 60_000 : 1000L << (failures - 1);
      assertThat(backoff.after(failures, random).toMillis())
          .as("failure %d", failures)
          .isBetween(full / 2, full);
    }
  }
}
