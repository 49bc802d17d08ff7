package nomadops.exporter.push;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.config.ValueParser;

/// The settings of the push. Without an endpoint there is none.
public final class PushSettings {
  private static final String HEADING = "OTLP push";

  static final Setting<URI> ENDPOINT =
      Setting.of("otlp-endpoint", Parsers.uri("http", "https"))
          .describedAs(
              "Where the aggregates and the process's own series are pushed, beside being scraped; OTLP over HTTP.")
          .example("http://collector:4318/v1/metrics")
          .inGroup(HEADING);
  static final Setting<Duration> INTERVAL =
      Setting.of("otlp-interval", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
          .defaultsTo(Duration.ofSeconds(60))
          .describedAs("How often they are pushed.")
          .inGroup(HEADING);
  static final Setting<List<Header>> HEADERS =
      Setting.of("otlp-headers", Parsers.listOf(header()))
          .describedAs("Headers of each push, as name=value.")
          .example("[\"Authorization=Bearer ...\"]")
          .asSecret()
          .inGroup(HEADING);

  /// All of them, to be added to a catalogue.
  public static final List<Setting<?>> ALL = List.of(ENDPOINT, INTERVAL, HEADERS);

  private PushSettings() {}

  /// One header, as it was written.
  record Header(String name, String value) {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");

    /// A fault does not show the text: it is a secret.
    static Header parse(String text) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("has no = between a header's name and its value");
      }
      String name = text.substring(0, equals).strip();
      String value = text.substring(equals + 1).strip();
      if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
        throw new IllegalArgumentException("has a character that a header cannot have");
      }
      return new Header(name, value);
    }

    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  /// What these settings come to; empty without an endpoint.
  ///
  /// @param resource attributes of all series, e.g. `service.name`
  public static Optional<PushTerms> terms(Resolved settings, Map<String, String> resource) {
    Map<String, String> headers = new LinkedHashMap<>();
    settings
        .find(HEADERS)
        .orElse(List.of())
        .forEach(header -> headers.put(header.name(), header.value()));
    return settings
        .find(ENDPOINT)
        .map(endpoint -> new PushTerms(endpoint, settings.get(INTERVAL), headers, resource));
  }

  private static ValueParser<Header> header() {
    return Parsers.scalar("name=value", "write name=value", Header::parse);
  }
}
