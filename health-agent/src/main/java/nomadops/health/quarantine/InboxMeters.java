package nomadops.health.quarantine;

import io.micrometer.core.instrument.MeterRegistry;
import nomadops.health.report.Refusal;
import nomadops.health.report.ReportListener;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What is counted of the reports that come in.
public final class InboxMeters implements ReportListener {
  private static final Meter RECEIVED =
      Meter.counter("health.reports.received", "Reports of clients that were taken.");
  private static final Meter REFUSED =
      Meter.counter(
          "health.reports.refused", "Reports that were not, by why; nothing was changed.", "why");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("health-controller", RECEIVED, REFUSED);

  private final Meters meters;

  public InboxMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
    var _ = meters.counter(RECEIVED);
    for (Refusal why : Refusal.values()) {
      var _ = meters.counter(REFUSED, why.word());
    }
  }

  @Override
  public void accepted() {
    meters.counter(RECEIVED).increment();
  }

  @Override
  public void refused(Refusal why) {
    meters.counter(REFUSED, why.word()).increment();
  }
}
