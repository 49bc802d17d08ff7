package nomadops.client.http;

import java.net.URI;
import nomadops.client.connection.Connection;

/// Where requests go, taken apart once.
///
/// @param host what to connect to; without brackets when it is an IPv6 address
/// @param name what the server calls itself: for SNI and its certificate
/// @param authority the `Host` header
/// @param prefix what stands before `/v1` in a path; often empty
record Endpoint(String host, int port, String name, String authority, String prefix) {

  static Endpoint of(Connection connection) {
    URI base = connection.address().base();
    boolean tls = connection.address().isTls();
    int usual = tls ? 443 : 80;
    int port = base.getPort() < 0 ? usual : base.getPort();
    String written = base.getHost();
    String host = bare(written);
    String name = tls ? connection.tls().serverName().orElse(host) : host;
    String shown = name.indexOf(':') < 0 ? name : "[" + name + "]";
    return new Endpoint(
        host, port, name, port == usual ? shown : shown + ":" + port, prefix(base.getRawPath()));
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String prefix(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }
}
