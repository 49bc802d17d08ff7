package nomadops.exporter.page;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.exporter.ExporterMeters;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.exporter.latency.Latencies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.selection.Budget;
import nomadops.exporter.selection.PerObject;
import nomadops.exporter.selection.Selection;

/** A page over readings that a test writes. */
final class Rig implements AutoCloseable {
  static final String TEXT = "text/plain";
  static final String OPEN_METRICS = "application/openmetrics-text";

  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  final AtomicLong now = new AtomicLong();
  final AtomicInteger readings = new AtomicInteger();
  final ExporterMeters meters = new ExporterMeters(registry);
  final Latencies latencies = new Latencies(this::selection);
  volatile List<Reading> says = List.of();
  volatile Selection selection =
      Selection.everything(EnumSet.allOf(PerObject.class), new Budget(5_000));

  Rig() {
    registry.getPrometheusRegistry().register(latencies);
    registry
        .getPrometheusRegistry()
        .register(
            new StatePage(
                () -> {
                  readings.incrementAndGet();
                  return says;
                },
                this::selection,
                meters,
                now::get));
  }

  private Selection selection() {
    return selection;
  }

  void later(Duration time) {
    now.addAndGet(time.toNanos());
  }

  void says(Reading... all) {
    says = List.of(all);
  }

  /** Every family, each with points of several values. */
  static List<Reading> everyFamily(int points) {
    List<Reading> all = new ArrayList<>();
    for (Family family : Families.ALL) {
      if (family.kind() != Family.Kind.HISTOGRAM) {
        List<Point> some = new ArrayList<>();
        for (int i = 0; i < (family.labels().isEmpty() ? 1 : points); i++) {
          String value = "v" + i;
          some.add(new Point(family.labels().stream().map(l -> l + "-" + value).toList(), i));
        }
        all.add(new Reading(family, some));
      }
    }
    return all;
  }

  static Point point(double value, String... labels) {
    return new Point(Arrays.asList(labels), value);
  }

  /** What a scraper gets of the families of the cluster, without the exporter's own. */
  String page(String accept) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ExpositionFormats.init()
          .findWriter(accept)
          .write(
              out,
              registry.getPrometheusRegistry().scrape(name -> !name.startsWith("nomad_ops_")),
              EscapingScheme.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    registry.close();
  }
}
