package nomadops.exporter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.exporter.family.Family;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What the exporter tells of itself.
public final class ExporterMeters {
  private static final String FAMILY = "family";
  private static final Meter READING =
      Meter.timer("exporter.page.reading", "How long it takes to read the view for a page.");
  private static final Meter SERIES =
      Meter.gauge(
          "exporter.family.series",
          "",
          "Series that a family had at the last reading, those that the budget left out counted too.",
          FAMILY);
  private static final Meter DROPPED =
      Meter.counter(
          "exporter.series.dropped",
          "Series that were left out, or summed into one that is called other, counted anew at each reading; reason: budget (series-per-family).",
          FAMILY,
          "reason");
  private static final Meter PUSHES =
      Meter.counter(
          "exporter.pushes",
          "Pushes to the OTLP endpoint, by outcome: delivered, refused (it answered so) or failed (no answer).",
          "outcome");

  /// All of them.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("metrics-exporter", READING, SERIES, DROPPED, PUSHES);

  private final Meters meters;
  private final Map<String, AtomicInteger> series = new ConcurrentHashMap<>();

  public ExporterMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  /// The view was read for a page.
  public void read(Duration took) {
    meters.timer(READING).record(took);
  }

  /// A family was made ready for a page.
  ///
  /// @param all its series, those that were left out included
  /// @param dropped of them, by the budget; may be 0, so that the count starts at 0
  public void shown(Family family, int all, int dropped) {
    series.computeIfAbsent(family.name(), this::bind).set(all);
    meters.counter(DROPPED, family.name(), "budget").increment(dropped);
  }

  private AtomicInteger bind(String family) {
    AtomicInteger count = new AtomicInteger();
    var _ = meters.gauge(SERIES, count::get, family);
    return count;
  }

  /// A push is over.
  ///
  /// @param outcome one word
  public void pushed(String outcome) {
    meters.counter(PUSHES, outcome).increment();
  }

  /// Outcomes that a push can have, so that their counts start at 0.
  public void pushes(Iterable<String> outcomes) {
    outcomes.forEach(outcome -> meters.counter(PUSHES, outcome));
  }
}
