package nomadops.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.fault.NomadFault;
import nomadops.runtime.Golden;
import org.junit.jupiter.api.Test;

class MetersTest {
  private static final Meter PURGES = Meter.counter("gc.purges", "Jobs purged.", "outcome");
  private static final Meter HELD = Meter.gauge("gc.held", "bytes", "Memory | held.");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters = new Meters(registry);

  @Test
  void declaredNamesAreThoseOnTheMetricsPage() {
    meters.counter(PURGES, "done").increment();
    meters.gauge(HELD, () -> 7);
    WireMetrics wire = new WireMetrics(registry);
    wire.answered("job.purge", 200, Duration.ofMillis(3));
    wire.failed(
        "job.purge", new NomadFault.MaybeApplied("PUT", "reset", null), Duration.ofSeconds(1));
    wire.retrying(
        "job.list", 1, Duration.ofMillis(1), new NomadFault.MaybeApplied("GET", "reset", null));
    wire.circuit("open");

    String page = registry.scrape();
    assertThat(page)
        .contains(
            PURGES.scraped() + "{outcome=\"done\"} 1.0",
            HELD.scraped() + " 7.0",
            "nomad_ops_nomad_request_seconds_count{operation=\"job.purge\",status=\"200\"} 1",
            "status=\"no_answer\"",
            "nomad_ops_nomad_retries_total{operation=\"job.list\"} 1.0",
            "nomad_ops_nomad_circuit_open 1.0");
    for (Meter meter : WireMetrics.CATALOGUE.meters()) {
      assertThat(page).contains(meter.scraped());
    }
  }

  @Test
  void whatIsAskedAtAScrapeIsAskedAfterAGarbageCollectionToo() {
    AtomicInteger count = new AtomicInteger();
    var _ = meters.counted(PURGES, count::get, "done");
    var _ = meters.gauge(HELD, count::get);
    WeakReference<Object> canary = new WeakReference<>(new Object());
    for (int i = 0; i < 100 && canary.get() != null; i++) {
      System.gc();
    }
    count.set(3);

    assertThat(registry.scrape())
        .contains(PURGES.scraped() + "{outcome=\"done\"} 3.0", HELD.scraped() + " 3.0");
  }

  @Test
  void aWrongTagOrTypeIsABug() {
    assertThatThrownBy(() -> meters.counter(PURGES)).hasMessage("gc.purges has the tags [outcome]");
    assertThatThrownBy(() -> meters.counter(HELD)).hasMessage("gc.held is a GAUGE");
    assertThatThrownBy(() -> MeterCatalogue.of("twice", HELD, HELD))
        .hasMessageContaining("two meters");
  }

  @Test
  void theReferenceIsRenderedFromTheDeclarations() {
    Golden.matches(
        "metrics.md",
        MeterCatalogue.of("Sample", PURGES, HELD).markdown()
            + "\n"
            + ProcessMetrics.CATALOGUE.markdown()
            + "\n"
            + WireMetrics.CATALOGUE.markdown());
  }
}
