package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import nomadops.bench.drainer.WorkerPool.Meanwhile;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  @Test
  void whoFindsAFreeWorkerBeginsAtOnce() {
    assertThat(WorkerPool.lastStart(Collections.nCopies(3, TEN), 3, Meanwhile.REFILLED))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void whoFindsNoneWaitsForTheFirstThatIsDone() {
    List<Duration> work = List.of(TEN, Duration.ofSeconds(4), TEN, TEN);
    assertThat(WorkerPool.lastStart(work, 2, Meanwhile.REFILLED)).isEqualTo(TEN);
  }

  @Test
  void withWorkThatGoesOnNobodyWaitsLongerThanTheLongestBeforeIt() {
    assertThat(WorkerPool.lastStart(Collections.nCopies(100, TEN), 2, Meanwhile.NOTHING_NEW))
        .isEqualTo(TEN);
    assertThat(WorkerPool.lastStart(Collections.nCopies(100, TEN), 2, Meanwhile.REFILLED))
        .isEqualTo(TEN.multipliedBy(49));
  }
}
