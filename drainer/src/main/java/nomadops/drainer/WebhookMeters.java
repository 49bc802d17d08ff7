package nomadops.drainer;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import nomadops.drainer.webhook.Refusal;
import nomadops.drainer.webhook.WebhookListener;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// Counts what comes in by the webhook.
public final class WebhookMeters implements WebhookListener {
  private static final Meter NOTICES =
      Meter.counter(
          "drainer.webhook.notices",
          "Notices that came by the webhook: accepted for the first time, or merged with one that is known.",
          "as");
  private static final Meter REPLAYED =
      Meter.counter("drainer.webhook.replayed", "Requests whose signature came before.");
  private static final Meter REFUSED =
      Meter.counter("drainer.webhook.refused", "Requests that were refused.", "why");

  /// All of them.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("drainer: webhook", NOTICES, REPLAYED, REFUSED);

  private final Meters meters;

  public WebhookMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  @Override
  public void accepted(int notices) {
    meters.counter(NOTICES, "accepted").increment(notices);
  }

  @Override
  public void merged(int notices) {
    meters.counter(NOTICES, "merged").increment(notices);
  }

  @Override
  public void replayed() {
    meters.counter(REPLAYED).increment();
  }

  @Override
  public void refused(Refusal why) {
    meters.counter(REFUSED, why.name().toLowerCase(Locale.ROOT)).increment();
  }
}
