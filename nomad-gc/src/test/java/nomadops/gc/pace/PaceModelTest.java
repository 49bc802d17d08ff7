package nomadops.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nomadops.gc.pace.QueueModel.Figures;
import nomadops.gc.pace.QueueModel.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The law's properties on a model of a server: two workers of 5 ms each, so 400 evaluations a
/// second at most.
class PaceModelTest {
  private static final long SERVICE = 5_000_000;
  private static final double MOST = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whenIdleTheThroughputIsNearTheMostThatTheServerCanDo(long seed) {
    Figures idle = new QueueModel(PaceProfile.NORMAL, seed).run(new Segment(60, 0, SERVICE));
    assertThat(idle.purgesPerSecond()).isGreaterThan(0.9 * MOST);
    assertThat(idle.greatestWindow()).isLessThan(16);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void courteousIsHardlyFeltAndStillCollectsAHundredASecond(long seed) {
    Figures alone =
        new QueueModel(PaceProfile.COURTEOUS, seed)
            .withoutCollector()
            .run(new Segment(120, 20, SERVICE));
    Figures beside = new QueueModel(PaceProfile.COURTEOUS, seed).run(new Segment(120, 20, SERVICE));
    assertThat(beside.purgesPerSecond()).isGreaterThan(100);
    assertThat(beside.quantile(0.5) / alone.quantile(0.5)).isLessThanOrEqualTo(1.1);
    // Workers do not put an evaluation aside: at worst a user waits for one of ours.
    assertThat(beside.quantile(0.99)).isLessThanOrEqualTo(alone.quantile(0.99) + SERVICE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void normalTakesHalfTheServerAndLeavesUsersTheirMedian(long seed) {
    Figures alone =
        new QueueModel(PaceProfile.NORMAL, seed)
            .withoutCollector()
            .run(new Segment(120, 20, SERVICE));
    Figures beside = new QueueModel(PaceProfile.NORMAL, seed).run(new Segment(120, 20, SERVICE));
    assertThat(beside.purgesPerSecond()).isGreaterThan(0.5 * MOST);
    assertThat(beside.quantile(0.5) / alone.quantile(0.5)).isLessThanOrEqualTo(1.3);
    assertThat(beside.quantile(0.99) / alone.quantile(0.99)).isLessThanOrEqualTo(5);
  }

  @Test
  void aBurstOfUsersAllButStopsItAndAfterwardsItRecovers() {
    QueueModel model = new QueueModel(PaceProfile.NORMAL, 7);
    model.run(new Segment(30, 5, SERVICE));
    Figures burst = model.run(new Segment(120, 398, SERVICE));
    assertThat(burst.purgesPerSecond()).isLessThan(0.1 * MOST);
    Figures after = model.run(new Segment(10, 5, SERVICE));
    assertThat(after.purgesPerSecond()).isGreaterThan(0.7 * MOST);
  }

  @Test
  void aServerThatBecomesSlowerForGoodDoesNotStarveTheCollector() {
    QueueModel model = new QueueModel(PaceProfile.NORMAL, 8);
    model.run(new Segment(60, 5, SERVICE));
    model.run(new Segment(150, 5, 6 * SERVICE));
    Figures later = model.run(new Segment(60, 5, 6 * SERVICE));
    assertThat(later.purgesPerSecond()).isGreaterThan(0.8 * MOST / 6);
  }

  @Test
  void itsOwnQueueNeverPassesForTheBase() {
    QueueModel model = new QueueModel(PaceProfile.NORMAL, 9);
    Figures hour = model.run(new Segment(1200, 5, SERVICE));
    assertThat(model.state().baseNanos()).isEqualTo(SERVICE + 1_000_000);
    assertThat(hour.greatestWindow()).isLessThan(16);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 7, 50, 120, 333})
  void thePaceNeverExceedsItsCap(double rate) {
    QueueModel model = new QueueModel(PaceProfile.FAST.withMaxRate(rate), 10);
    Figures run = model.run(new Segment(60, 10, SERVICE));
    List<Long> starts = model.starts;
    for (int i = 0; i < starts.size(); i++) {
      for (int j : new int[] {i + 1, i + 10, i + 100}) {
        if (j < starts.size()) {
          double seconds = (starts.get(j) - starts.get(i)) / 1e9;
          assertThat((double) (j - i)).isLessThanOrEqualTo(rate * seconds + 2.000001);
        }
      }
    }
    assertThat(run.purgesPerSecond()).isGreaterThan(0.9 * Math.min(rate, MOST * 0.9));
  }
}
