package nomadops.autoscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 599, 600, 601, 1_200, 5_000, 60_480})
  void howeverLongItIsThePointsAreFewAndKeepThePeakAndTheMean(int samples) {
    Series series = new Series();
    for (int i = 0; i < samples; i++) {
      series.add(new Series.Point(i, i == samples / 2 ? 1_000_000 : 3, 7, 5, i % 2));
    }

    List<Series.Point> points = series.points();
    assertThat(points).hasSizeBetween(Math.min(samples, 300), Series.MOST);
    assertThat(points.stream().mapToDouble(Series.Point::queued).max()).hasValue(1_000_000);
    assertThat(points).allSatisfy(p -> assertThat(p.running()).isCloseTo(7, within(1e-9)));
    assertThat(points).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
    assertThat(points.getFirst().at()).isZero();
  }
}
