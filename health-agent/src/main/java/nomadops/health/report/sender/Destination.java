package nomadops.health.report.sender;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import nomadops.health.report.ReportJson;

/// A controller's address.
///
/// @param name as it was configured, for logs and metrics
/// @param url that is posted to
public record Destination(String name, URI url) {

  /// From an address such as `http://10.0.0.10:9469`. Without a path, `/v1/health/report` is meant;
  /// with one, that of a proxy, it is taken as it is.
  ///
  /// @throws IllegalArgumentException when it names no host over http or https, or holds a user, a
  ///   query or a fragment, as it stands in logs and metrics; the message shows none of them
  public static Destination of(String address) {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("an address is no URI: " + e.getReason(), e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !Set.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException("an address names no host over http or https");
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address at %s has a user, a query or a fragment; reports are signed, none is needed"
              .formatted(uri.getHost()));
    }
    String path = uri.getRawPath();
    boolean bare = path.isEmpty() || path.equals("/");
    return new Destination(uri.toString(), bare ? uri.resolve(ReportJson.PATH) : uri);
  }

  @Override
  public String toString() {
    return name;
  }
}
