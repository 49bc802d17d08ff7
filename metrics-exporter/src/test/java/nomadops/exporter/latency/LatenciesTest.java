package nomadops.exporter.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.selection.Budget;
import nomadops.exporter.selection.Selection;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies =
      new Latencies(() -> Selection.everything(Set.of(), new Budget(100)));

  @Test
  void openMetricsShowsWhichEvaluationOrAllocationItWas() throws IOException {
    latencies.observe(
        JobFamilies.EVALUATION_DURATION, 0.2, "eval_id", "e-fast", "batch", "complete");
    latencies.observe(JobFamilies.START, 42, "alloc_id", "a-slow", "service");

    String page = openMetrics();
    assertThat(page)
        .containsPattern(
            "nomad_evaluation_duration_seconds_bucket\\{status=\"complete\",type=\"batch\",le=\"0.25\"} 1 # \\{eval_id=\"e-fast\"} 0.2 ")
        .containsPattern(
            "nomad_allocation_start_seconds_bucket\\{type=\"service\",le=\"60.0\"} 1 # \\{alloc_id=\"a-slow\"} 42.0 ");
  }

  @Test
  void bucketsReachFromTenMillisecondsToAnHour() throws IOException {
    for (double seconds : new double[] {0.005, 3_599, 7_200}) {
      latencies.observe(JobFamilies.DEPLOYMENT_DURATION, seconds, "eval_id", "", "successful");
    }
    assertThat(openMetrics())
        .contains("{status=\"successful\",le=\"0.01\"} 1\n")
        .contains("{status=\"successful\",le=\"1800.0\"} 1\n")
        .contains("{status=\"successful\",le=\"3600.0\"} 2\n")
        .contains("{status=\"successful\",le=\"+Inf\"} 3\n");
  }

  @Test
  void nativeBucketsStandBesideThem() {
    latencies.observe(JobFamilies.PLACEMENT, 0.2, "eval_id", "e", "batch");

    HistogramSnapshot snapshot = (HistogramSnapshot) latencies.collect().get(0);
    assertThat(snapshot.getDataPoints().getFirst().hasClassicHistogramData()).isTrue();
    assertThat(snapshot.getDataPoints().getFirst().hasNativeHistogramData()).isTrue();
  }

  @Test
  void aClockThatIsAheadMakesNoNegativeDuration() throws IOException {
    latencies.observe(JobFamilies.PLACEMENT, -3, "eval_id", "e", "batch");
    assertThat(openMetrics())
        .contains("nomad_allocation_placement_seconds_sum{type=\"batch\"} 0.0");
  }

  @Test
  void labelSetsAreBounded() {
    for (int i = 0; i < 1_000; i++) {
      latencies.observe(JobFamilies.PLACEMENT, 1, "eval_id", "", "type-" + i);
    }
    latencies.observe(JobFamilies.PLACEMENT, 1, "eval_id", "", "type-0");

    HistogramSnapshot snapshot = (HistogramSnapshot) latencies.collect().get(0);
    assertThat(snapshot.getDataPoints()).hasSize(65);
    assertThat(snapshot.getDataPoints())
        .anySatisfy(point -> {
          assertThat(point.getLabels().get("type")).isEqualTo("other");
          assertThat(point.getCount()).isEqualTo(936);
        })
        .anySatisfy(point -> {
          assertThat(point.getLabels().get("type")).isEqualTo("type-0");
          assertThat(point.getCount()).isEqualTo(2);
        });
  }

  @Test
  void anExemplarThatOpenMetricsForbidsIsLeftOut() throws IOException {
    latencies.observe(JobFamilies.PLACEMENT, 1, "eval_id", "e".repeat(122), "batch");
    assertThat(openMetrics()).contains("le=\"1.0\"} 1\n").doesNotContain("eval_id");
  }

  @Test
  void whatIsNoHistogramOrHasOtherLabelsIsABug() {
    assertThatThrownBy(() -> latencies.observe(JobFamilies.JOBS, 1, "eval_id", "", "a", "b", "c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nomad_jobs");
    assertThatThrownBy(() -> latencies.observe(JobFamilies.START, 1, "alloc_id", "", "a", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[type]");
  }

  private String openMetrics() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExpositionFormats.init()
        .getOpenMetricsTextFormatWriter()
        .write(out, latencies.collect(), EscapingScheme.DEFAULT);
    return out.toString(StandardCharsets.UTF_8);
  }
}
