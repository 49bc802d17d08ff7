package nomadops.drainer.announce;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.redaction.Redaction;

/// Where a webhook goes and with what. All but scheme, host and port of the address is secret: chat
/// services put their keys there.
///
/// @param headers sent besides ours, or instead of them; values are secret
/// @param secret the body is signed with, see [nomadops.runtime.signature.Signature]
/// @param template of the body; left out, the body is our own JSON
/// @param timeout of one attempt, the answer included
public record PostTerms(
    URI url,
    Map<String, String> headers,
    Optional<String> secret,
    Optional<BodyTemplate> template,
    Duration timeout) {
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  /// Checked.
  ///
  /// @throws IllegalArgumentException naming the field and what is wrong with it, never a secret
  public PostTerms {
    headers = Map.copyOf(headers);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "announce-url: it names no host over http or https; write e.g. https://example.com/hook");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "announce-url: a user in the address is not sent; write a header \"Authorization: ...\"");
    }
    headers.forEach(PostTerms::checkHeader);
  }

  /// Without headers, secret and template.
  public static PostTerms to(URI url) {
    return new PostTerms(url, Map.of(), Optional.empty(), Optional.empty(), TIMEOUT);
  }

  /// Headers from lines such as `Authorization: Bearer ...`.
  ///
  /// @throws IllegalArgumentException naming the line by its number, never by its value
  public static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int colon = lines.get(i).indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException(
            "announce-headers["
                + i
                + "]: it has no name; write e.g. \"Authorization: Bearer ...\"");
      }
      String name = lines.get(i).substring(0, colon).strip();
      headers.put(name, lines.get(i).substring(colon + 1).strip());
    }
    return headers;
  }

  private static void checkHeader(String name, String value) {
    try {
      HttpRequest.Builder _ =
          HttpRequest.newBuilder(URI.create("http://localhost")).setHeader(name, "x");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "announce-headers: the header \"" + Announcement.line(name) + "\" cannot be set", e);
    }
    if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f || c > 0xff)) {
      throw new IllegalArgumentException(
          "announce-headers: the value of \""
              + name
              + "\" holds characters that a header cannot carry; write plain ASCII on one line");
    }
  }

  /// For logs and metrics.
  String name() {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return "webhook " + url.getHost() + port;
  }

  Redaction redaction() {
    List<String> secrets = new ArrayList<>(Redaction.ofAddress(url));
    secret.ifPresent(secrets::add);
    template.ifPresent(body -> secrets.addAll(body.constants()));
    secrets.addAll(Redaction.ofHeaders(headers));
    return new Redaction(secrets);
  }

  /// Tells no secret.
  @Override
  public String toString() {
    return name();
  }
}
