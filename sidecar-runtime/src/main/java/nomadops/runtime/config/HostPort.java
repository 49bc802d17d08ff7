package nomadops.runtime.config;

/// A listening address. Port 0 means "any free port".
public record HostPort(String host, int port) {

  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new Unfit("has no port", "write host:port, e.g. 127.0.0.1:9464");
    }
    String host = text.substring(0, colon);
    String digits = text.substring(colon + 1);
    if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 65_535) {
      throw new Unfit("has no port from 0 to 65535", "write e.g. 127.0.0.1:9464");
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (host.contains(":") && !bracketed) {
      throw new Unfit("is ambiguous", "write [" + host + "]:" + digits);
    }
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    return new HostPort(bare.isEmpty() ? "127.0.0.1" : bare, Integer.parseInt(digits));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
