package nomadops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoReportTest {
  private static final Phase ALONE =
      new Phase("alone", 5, 15, 0, List.of(new Sample(6, 4), new Sample(7, 5), new Sample(8, 20)));
  private static final Phase NAIVE =
      new Phase("naive <purge>", 15, 25, 1_000, List.of(new Sample(16, 40), new Sample(17, 5_000)));
  private static final Phase EMPTY = new Phase("nobody", 25, 25, 0, List.of());

  @Test
  void aLatencyIsTheOneThatTheShareDidNotExceed() {
    assertThat(ALONE.latency(0.5)).isEqualTo(5);
    assertThat(ALONE.latency(0.99)).isEqualTo(20);
    assertThat(ALONE.latency(0)).isEqualTo(4);
    assertThat(EMPTY.latency(0.5)).isNaN();
  }

  @Test
  void aPhaseWithoutTimeHasNoRate() {
    assertThat(NAIVE.purgesPerSecond()).isEqualTo(100);
    assertThat(EMPTY.purgesPerSecond()).isZero();
  }

  @Test
  void thePageHasARowAPhaseADotAJobAndNoAssetOfAnotherSite() {
    String html = new DemoReport(List.of(ALONE, NAIVE, EMPTY), 20).html();
    assertThat(html).contains("naive &lt;purge&gt;").doesNotContain("<purge>");
    assertThat(html.split("<circle", -1)).hasSize(6);
    assertThat(html).contains("5.0 s").contains("250.0");
    assertThat(html).doesNotContain("http").doesNotContain("<script");
  }

  @Test
  void theTableAndTheVerdictSayTheSameInText() {
    assertThat(DemoText.table(List.of(ALONE, NAIVE)).get(2))
        .contains("naive <purge>", "1,000", "5.0 s", "250");
    assertThat(DemoText.verdict(List.of(ALONE, NAIVE)))
        .singleElement()
        .asString()
        .contains("5.0 s", "250 times as long");
  }

  @Test
  void theSparklineRisesWithTheSlowestJobOfEachSlice() {
    assertThat(Sparkline.of(List.of(ALONE, NAIVE), 20)).hasSize(20).contains("█").contains("▁");
    assertThat(Sparkline.of(List.of(), 20)).isEmpty();
  }
}
