package nomadops.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class ProcessMetricsTest {
  @Test
  void whatPromtoolRefusesIsNotServedAndTheRestIs() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    // As in a process: others have meters already.
    WireMetrics _ = new WireMetrics(registry);

    ProcessMetrics.bind(registry, "gc", ProcessMetricsTest.class).close();

    assertThat(registry.scrape())
        .doesNotContain("process_cpu_time_ns")
        .doesNotContain("system_cpu_count")
        .contains("process_cpu_usage")
        .contains("system_cpu_usage")
        .contains("jvm_threads_live_threads")
        .contains("nomad_ops_build_info{");
  }
}
