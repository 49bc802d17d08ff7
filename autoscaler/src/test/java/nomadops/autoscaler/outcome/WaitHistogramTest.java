package nomadops.autoscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitHistogramTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void quantilesAreWithinOnePercentOfTheExactOnes(long seed) {
    Random random = new Random(seed);
    WaitHistogram histogram = new WaitHistogram();
    long[] values = new long[1 + random.nextInt(5_000)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 24) - 1;
      histogram.add(values[i], 1);
    }
    Arrays.sort(values);

    for (double share : new double[] {0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1}) {
      double exact = values[Math.max(0, (int) Math.ceil(share * values.length) - 1)];
      assertThat((double) histogram.quantile(share))
          .as("seed %d, quantile %s", seed, share)
          .isCloseTo(exact, within(exact * 0.01));
    }
    assertThat(histogram.max()).isEqualTo(values[values.length - 1]);
    assertThat(histogram.mean())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), within(1e-6 * histogram.mean()));
    long parts = histogram.between(0, 1_000) + histogram.between(1_000, Long.MAX_VALUE);
    assertThat(parts).isGreaterThanOrEqualTo(values.length);
  }
}
