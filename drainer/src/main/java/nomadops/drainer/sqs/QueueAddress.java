package nomadops.drainer.sqs;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a queue is.
///
/// @param url as SQS gives it, `https://sqs.us-east-1.amazonaws.com/123456789012/terminations`
/// @param region which signs the requests
/// @param endpoint where requests go, if not to the region's own
public record QueueAddress(URI url, String region, Optional<URI> endpoint) {
  private static final String EXAMPLE =
      "https://sqs.us-east-1.amazonaws.com/123456789012/terminations";

  /// The names of SQS: today's with FIPS and dual-stack, and the two old ones.
  private static final Pattern REGIONAL =
      Pattern.compile(
          "(?:sqs(?:-fips)?\\.(?<now>[a-z0-9-]+)|(?<old>[a-z0-9-]+)\\.queue)"
              + "\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)");

  /// A VPC endpoint has a name of its own, which must be kept.
  private static final Pattern VPC =
      Pattern.compile(".+\\.sqs\\.(?<region>[a-z0-9-]+)\\.vpce\\.amazonaws\\.com(?:\\.cn)?");

  /// Completes what the URL says by itself. A host that is not AWS's is its own endpoint.
  ///
  /// @throws IllegalArgumentException naming what is wrong with the URL
  public static QueueAddress of(String url, Optional<String> region, Optional<URI> endpoint) {
    URI parsed = parsed(url);
    String host = parsed.getHost();
    Matcher regional = REGIONAL.matcher(host);
    if (regional.matches()) {
      String named = regional.group("now") == null ? regional.group("old") : regional.group("now");
      return new QueueAddress(parsed, region.orElse(named), endpoint);
    }
    if (host.equals("queue.amazonaws.com")) {
      return new QueueAddress(parsed, region.orElse("us-east-1"), endpoint);
    }
    Matcher vpc = VPC.matcher(host);
    String named = vpc.matches() ? vpc.group("region") : "us-east-1";
    return new QueueAddress(
        parsed, region.orElse(named), Optional.of(endpoint.orElse(origin(parsed))));
  }

  private static URI parsed(String url) {
    URI parsed;
    try {
      parsed = URI.create(url);
    } catch (IllegalArgumentException _) {
      throw wrong(url);
    }
    String path = parsed.getPath();
    boolean web = "https".equals(parsed.getScheme()) || "http".equals(parsed.getScheme());
    if (!web || parsed.getHost() == null || path == null || last(path).isEmpty()) {
      throw wrong(url);
    }
    return parsed;
  }

  private static IllegalArgumentException wrong(String url) {
    return new IllegalArgumentException(
        "queue-url is '" + url + "', it should be the queue's URL, such as " + EXAMPLE);
  }

  private static URI origin(URI url) {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The queue's name.
  public String name() {
    return last(url.getPath());
  }
}
