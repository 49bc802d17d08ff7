package nomadops.exporter.push;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Where to push, and how often.
///
/// @param endpoint the whole address, e.g. `http://collector:4318/v1/metrics`; without a path, that
///   path of OTLP is meant
/// @param headers sent with each push, e.g. with a token
/// @param resource attributes of all series, e.g. `service.name`
public record PushTerms(
    URI endpoint, Duration interval, Map<String, String> headers, Map<String, String> resource) {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  public PushTerms {
    headers = Map.copyOf(headers);
    resource = Map.copyOf(resource);
    String path = endpoint.getRawPath();
    if (path == null || path.isEmpty() || path.equals("/")) {
      endpoint = endpoint.resolve("/v1/metrics");
    }
  }

  /// The endpoint for the log, without what may be a secret in it.
  String shown() {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return endpoint.getScheme() + "://" + endpoint.getHost() + port + endpoint.getRawPath();
  }

  /// How long one push may take: it is over before the next.
  Duration timeout() {
    return interval.compareTo(LONGEST_WAIT) < 0 ? interval : LONGEST_WAIT;
  }
}
