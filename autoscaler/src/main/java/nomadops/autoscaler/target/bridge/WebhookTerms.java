package nomadops.autoscaler.target.bridge;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.redaction.Redaction;

/// Where a webhook is and how it is spoken to. All but scheme, host and port of the address is
/// secret.
///
/// @param headers sent besides ours; values are secret
/// @param secret requests are signed with it, as the drainer's are
/// @param timeout of one request, the answer included
public record WebhookTerms(
    URI url, Map<String, String> headers, Optional<String> secret, Duration timeout) {
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// Checked.
  ///
  /// @throws IllegalArgumentException saying what is wrong, never a secret
  public WebhookTerms {
    headers = Map.copyOf(headers);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "the address names no host over http or https; write e.g. https://example.com/groups/batch");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "a user in the address is not sent; write a header \"Authorization: ...\"");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout " + timeout + " is not positive; write e.g. 10s");
    }
    headers.forEach(WebhookTerms::checkHeader);
  }

  private static void checkHeader(String name, String value) {
    try {
      HttpRequest.Builder _ =
          HttpRequest.newBuilder(URI.create("http://localhost")).setHeader(name, value);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "the header \"" + name.replaceAll("\\p{Cntrl}", " ") + "\" or its value cannot be sent");
    }
  }

  Redaction redaction() {
    List<String> secrets = new ArrayList<>(Redaction.ofAddress(url));
    secret.ifPresent(secrets::add);
    secrets.addAll(Redaction.ofHeaders(headers));
    return new Redaction(secrets);
  }

  /// Tells no secret.
  @Override
  public String toString() {
    return "webhook " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }
}
