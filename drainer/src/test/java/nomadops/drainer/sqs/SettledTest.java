package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettledTest {
  private final Settled settled = new Settled();

  @Test
  void theOldestIsForgottenWhenThereAreTooMany() {
    for (int i = 0; i <= Settled.REMEMBERED; i++) {
      settled.add("m" + i, 0, i);
    }

    assertThat(settled.failures("m0")).isEmpty();
    assertThat(settled.failures("m1")).isPresent();
    assertThat(settled.failures("m" + Settled.REMEMBERED)).isPresent();
  }

  @Test
  void whatNoQueueRetainsIsForgotten() {
    settled.add("old", 0, 0);
    settled.add("new", 9, Duration.ofDays(14).toNanos() + 1);

    assertThat(settled.failures("old")).isEmpty();
    assertThat(settled.failures("new")).hasValue(9);
  }
}
