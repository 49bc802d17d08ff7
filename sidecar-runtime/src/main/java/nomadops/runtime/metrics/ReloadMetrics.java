package nomadops.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import nomadops.runtime.config.ReloadWitness;

/// Whether the configuration that is in force is the one that is written, as Prometheus tells it of
/// itself. The start counts as a reload that went well.
public final class ReloadMetrics implements ReloadWitness {
  private static final Meter SUCCESSFUL =
      Meter.gauge(
          "config.last_reload_successful",
          "",
          "1 when the last reload of the configuration went well, 0 when it was refused.");
  private static final Meter AT =
      Meter.gauge(
          "config.last_reload_success_timestamp",
          "seconds",
          "When the configuration was last read and found sound, in seconds since 1970.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("Processes that reload on SIGHUP", SUCCESSFUL, AT);

  private final InstantSource clock;
  private volatile boolean sound = true;
  private volatile Instant at;

  public ReloadMetrics(MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.at = clock.instant();
    Meters meters = new Meters(registry);
    var _ = meters.gauge(SUCCESSFUL, () -> sound ? 1 : 0);
    var _ = meters.gauge(AT, () -> at.toEpochMilli() / 1e3);
  }

  @Override
  public void reloaded(boolean well) {
    sound = well;
    if (well) {
      at = clock.instant();
    }
  }
}
