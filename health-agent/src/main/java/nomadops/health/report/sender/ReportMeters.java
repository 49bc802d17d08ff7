package nomadops.health.report.sender;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What is counted of reports that are sent.
public final class ReportMeters {
  private static final Meter REPORTS =
      Meter.counter(
          "health.reports",
          "Reports by what became of them: accepted, refused, unreachable, or no-node-id when none could be made.",
          "to",
          "result");
  private static final Meter LAST_SUCCESS =
      Meter.gauge(
          "health.report.last.success.timestamp",
          "seconds",
          "When a controller last took a report, since the epoch; 0 for never since the start.",
          "to");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("health-agent, its reports", REPORTS, LAST_SUCCESS);

  private final Meters meters;
  private final InstantSource clock;
  private final Map<String, Double> successes = new ConcurrentHashMap<>();

  /// @param to each has its series from the beginning
  public ReportMeters(MeterRegistry registry, List<Destination> to, InstantSource clock) {
    this.meters = new Meters(registry);
    this.clock = clock;
    for (Destination one : to) {
      meters.gauge(LAST_SUCCESS, () -> successes.getOrDefault(one.name(), 0.0), one.name());
      for (Result result : Result.values()) {
        meters.counter(REPORTS, one.name(), result.word());
      }
    }
  }

  void ended(Destination to, Result result) {
    meters.counter(REPORTS, to.name(), result.word()).increment();
    if (result == Result.ACCEPTED) {
      successes.put(to.name(), clock.millis() / 1e3);
    }
  }
}
