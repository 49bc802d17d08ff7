package nomadops.health.scheduling;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What is counted of looks.
public final class CanaryMeters implements Looks {
  private static final Meter DURATION =
      Meter.timer(
          "health.canary.duration", "From asking for an evaluation of the idle job to its end.");
  private static final Meter LOOKS =
      Meter.counter(
          "health.canary.looks",
          "Looks by what they came to: scheduled, late, refused, unanswered or paused.",
          "outcome");
  private static final Meter LAST_SUCCESS =
      Meter.gauge(
          "health.canary.last.success.timestamp",
          "seconds",
          "When a look was last scheduled, since the epoch; 0 for never since the start.");
  private static final Meter LEADING =
      Meter.gauge("health.canary.leading", "", "1 while this server leads and is thus looked at.");
  private static final Meter SCHEDULING =
      Meter.gauge(
          "health.canary.scheduling",
          "",
          "1 when the latest look was scheduled, 0 when not; no number while this server does not lead or the broker is paused.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "health-agent: scheduling canary", DURATION, LOOKS, LAST_SUCCESS, LEADING, SCHEDULING);

  private final Meters meters;
  private final InstantSource clock;
  private volatile double success;
  private volatile double scheduling = Double.NaN;
  private volatile boolean leading;

  public CanaryMeters(MeterRegistry registry, InstantSource clock) {
    this.meters = new Meters(registry);
    this.clock = clock;
    meters.timer(DURATION);
    meters.gauge(LAST_SUCCESS, () -> success);
    meters.gauge(LEADING, () -> leading ? 1 : 0);
    meters.gauge(SCHEDULING, () -> scheduling);
    for (String word : List.of("scheduled", "late", "refused", "unanswered", "paused")) {
      meters.counter(LOOKS, word);
    }
  }

  @Override
  public void looked(Outcome outcome) {
    leading = true;
    meters.counter(LOOKS, outcome.word()).increment();
    switch (outcome) {
      case Outcome.Scheduled done -> {
        meters.timer(DURATION).record(done.time());
        success = clock.millis() / 1e3;
        scheduling = 1;
      }
      case Outcome.Paused _ -> scheduling = Double.NaN;
      case Outcome.Late _, Outcome.Refused _, Outcome.Unanswered _ -> scheduling = 0;
    }
  }

  @Override
  public void notLeading() {
    leading = false;
    scheduling = Double.NaN;
  }
}
