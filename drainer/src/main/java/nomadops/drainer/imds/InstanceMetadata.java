package nomadops.drainer.imds;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import nomadops.client.time.Ticker;
import nomadops.drainer.imds.MetadataHttp.Reply;
import nomadops.drainer.notice.InstanceId;
import org.jspecify.annotations.Nullable;

/// The instance metadata service, version 2 (a session token with each request); version 1 only
/// where there is no version 2. Faults are thrown as [MetadataFault]. For many threads, one request
/// at a time.
public final class InstanceMetadata {
  /// The same in every region.
  public static final URI ADDRESS = URI.create("http://169.254.169.254");

  private static final String TOKEN = "X-aws-ec2-metadata-token";
  private static final Duration TOKEN_LIFE = Duration.ofHours(6);

  /// A token that is about to end is not used any more.
  private static final Duration TOKEN_MARGIN = Duration.ofMinutes(5);

  /// After which version 2 is tried again: an operator may have turned it on.
  private static final Duration VERSION_ONE_FOR = Duration.ofMinutes(10);

  private final String base;
  private final MetadataHttp http;
  private final Ticker ticker;
  private @Nullable Session session;

  /// @param token empty for version 1
  private record Session(Optional<String> token, long since, Duration life) {}

  /// Nothing is sent yet.
  ///
  /// @param base such as [#ADDRESS], or `http://[fd00:ec2::254]` where there is only IPv6
  public InstanceMetadata(URI base, Ticker ticker) {
    this(base, new PlainHttp(ticker), ticker);
  }

  InstanceMetadata(URI base, MetadataHttp http, Ticker ticker) {
    this.base = base.toString().replaceAll("/+$", "");
    this.http = http;
    this.ticker = ticker;
  }

  public InstanceId instanceId() {
    String id = needed("instance-id");
    try {
      return new InstanceId(id);
    } catch (IllegalArgumentException e) {
      throw new MetadataFault("instance-id at " + base + ": " + e.getMessage(), e);
    }
  }

  /// Such as `eu-central-1`.
  public String region() {
    return needed("placement/region");
  }

  /// When the instance is taken back; empty when it is not known to be.
  Optional<String> spotAction() {
    return document("spot/instance-action");
  }

  /// When it was said to be at risk; empty when it was not.
  Optional<String> rebalance() {
    return document("events/recommendations/rebalance");
  }

  /// A list, which may be empty.
  Optional<String> maintenance() {
    return document("events/maintenance/scheduled");
  }

  /// Such as `InService` or `Terminated`; empty when no group knows the instance.
  Optional<String> targetLifecycleState() {
    return document("autoscaling/target-lifecycle-state").map(String::strip);
  }

  private String needed(String path) {
    return document(path)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new MetadataFault(address(path) + " has nothing; is this an EC2 instance?", null));
  }

  /// @return empty when there is none (404)
  private synchronized Optional<String> document(String path) {
    Reply reply = get(path);
    if (reply.status() == 401) {
      // The token was revoked, or version 1 was turned off meanwhile.
      session = null;
      reply = get(path);
    }
    return switch (reply.status()) {
      case 200 -> Optional.of(reply.body());
      case 404 -> Optional.empty();
      default -> throw unexpected("GET", address(path), reply);
    };
  }

  private Reply get(String path) {
    Map<String, String> headers =
        token().map(token -> Map.of(TOKEN, token)).orElse(Map.<String, String>of());
    return send("GET", address(path), headers);
  }

  private Optional<String> token() {
    Session known = session;
    if (known == null || ticker.nanos() - known.since() >= known.life().toNanos()) {
      known = newSession();
      session = known;
    }
    return known.token();
  }

  private Session newSession() {
    String address = base + "/latest/api/token";
    long since = ticker.nanos();
    Reply reply = send("PUT", address, Map.of(TOKEN + "-ttl-seconds", "" + TOKEN_LIFE.toSeconds()));
    return switch (reply.status()) {
      case 200 ->
          new Session(Optional.of(checked(reply, address)), since, TOKEN_LIFE.minus(TOKEN_MARGIN));
      case 403, 404, 405 -> new Session(Optional.empty(), since, VERSION_ONE_FOR);
      default -> throw unexpected("PUT", address, reply);
    };
  }

  /// Whatever answers here, nothing but a token goes into a header.
  private static String checked(Reply reply, String address) {
    String token = reply.body().strip();
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new MetadataFault(
          "PUT " + address + " gave no token, but " + shortened(reply.body()), null);
    }
    return token;
  }

  private Reply send(String method, String address, Map<String, String> headers) {
    try {
      return http.send(method, URI.create(address), headers);
    } catch (IOException e) {
      String hint =
          method.equals("PUT")
              ? "; in a container the instance's metadata hop limit must be 2 or more"
              : "";
      throw new MetadataFault(
          "%s %s got no whole answer: %s%s".formatted(method, address, e.getMessage(), hint), e);
    }
  }

  private String address(String path) {
    return base + "/latest/meta-data/" + path;
  }

  private static MetadataFault unexpected(String method, String address, Reply reply) {
    return new MetadataFault(
        "%s %s was answered %d: %s"
            .formatted(method, address, reply.status(), shortened(reply.body())),
        null);
  }

  static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return "'" + (line.length() > 100 ? line.substring(0, 100) + "..." : line) + "'";
  }
}
