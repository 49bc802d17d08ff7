package nomadops.health.scheduling;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import nomadops.health.scheduling.policy.Guard;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What is counted of a leader that schedules nothing.
public final class WedgeMeters {
  private static final Meter HAND_OVERS =
      Meter.counter(
          "health.wedge.hand_overs",
          "How often another server was asked to lead, as this one scheduled nothing.");
  private static final Meter CONDEMNATIONS =
      Meter.counter(
          "health.wedge.condemnations",
          "How often this server's liveness was made to fail, as it scheduled nothing.");
  private static final Meter HELD =
      Meter.counter(
          "health.wedge.held",
          "Looks at which this server scheduled nothing and was left alone, by what kept it.",
          "guard");
  private static final Meter CONDEMNED =
      Meter.gauge(
          "health.wedge.condemned", "", "1 while this server's liveness fails by our will.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("health-agent: wedged leader", HAND_OVERS, CONDEMNATIONS, HELD, CONDEMNED);

  private final Meters meters;

  public WedgeMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
    meters.counter(HAND_OVERS);
    meters.counter(CONDEMNATIONS);
    for (Guard guard : Guard.values()) {
      meters.counter(HELD, guard.word());
    }
  }

  void watches(BooleanSupplier condemned) {
    meters.gauge(CONDEMNED, () -> condemned.getAsBoolean() ? 1 : 0);
  }

  void handedOver() {
    meters.counter(HAND_OVERS).increment();
  }

  void condemned() {
    meters.counter(CONDEMNATIONS).increment();
  }

  void held(Guard guard) {
    meters.counter(HELD, guard.word()).increment();
  }
}
