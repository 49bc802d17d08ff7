package nomadops.drainer.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.webhook.Mapping;
import nomadops.drainer.webhook.Mappings;
import nomadops.drainer.webhook.Secrets;
import nomadops.drainer.webhook.WebhookTerms;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// The webhook by which other programs tell of instances that go.
final class WebhookSettings {
  private static final String HEADING = "Webhook";

  static final Setting<HostPort> ADDRESS =
      Setting.of("webhook-address", Parsers.hostPort())
          .describedAs("Where signed notices are taken by HTTP; left out, nowhere.")
          .example("127.0.0.1:9475")
          .inGroup(HEADING);
  static final Setting<List<String>> SECRETS =
      Setting.of("webhook-secrets", Parsers.listOf(Parsers.string()))
          .env("NOMAD_OPS_WEBHOOK_SECRETS")
          .describedAs("What senders sign with; several while one follows another.")
          .asSecret()
          .inGroup(HEADING);
  static final Setting<Boolean> UNSIGNED =
      Setting.of("webhook-unsigned", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Takes notices without a signature, on a loopback address only.")
          .inGroup(HEADING);
  static final Setting<Duration> WINDOW =
      Setting.of("webhook-window", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
          .defaultsTo(Duration.ofMinutes(5))
          .describedAs("How far a signature's time may be from ours, either way.")
          .inGroup(HEADING);
  static final Setting<Duration> WAIT =
      Setting.of("webhook-wait", Parsers.duration(Duration.ZERO, Duration.ofSeconds(25)))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs(
              "How long a request waits for its drain to be safe in Nomad, before it is told to come again.")
          .inGroup(HEADING);
  static final Setting<List<Mapping>> MAPPINGS =
      Setting.of("webhook-mappings", Mappings.parser())
          .describedAs(
              "Turn other programs' JSON into notices, such as Azure's and Google's events.")
          .example("[]")
          .inGroup(HEADING);

  static final List<Setting<?>> ALL = List.of(ADDRESS, SECRETS, UNSIGNED, WINDOW, WAIT, MAPPINGS);

  private WebhookSettings() {}

  /// How it is run; empty when it is not.
  static Optional<WebhookTerms> terms(Resolved settings) {
    return settings.find(ADDRESS).map(address -> terms(settings, address));
  }

  private static WebhookTerms terms(Resolved settings, HostPort address) {
    try {
      Secrets secrets = settings.find(SECRETS).map(Secrets::new).orElse(Secrets.NONE);
      WebhookTerms usual = WebhookTerms.signed(address, secrets);
      return new WebhookTerms(
          address,
          secrets,
          settings.get(UNSIGNED),
          settings.get(WINDOW),
          settings.get(WAIT),
          usual.concurrent(),
          usual.bodyTime());
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          settings.origin(SECRETS).toString(), SECRETS.key(), "" + e.getMessage(), "");
    }
  }

  static List<Mapping> mappings(Resolved settings) {
    return settings.find(MAPPINGS).orElse(List.of());
  }
}
