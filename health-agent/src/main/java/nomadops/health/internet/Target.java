package nomadops.health.internet;

import nomadops.runtime.config.HostPort;

/// An address that can be reached when the internet can.
///
/// @param tls a handshake has to succeed too, with a certificate that is trusted and for this host
public record Target(HostPort at, boolean tls) {
  public static Target tcp(HostPort at) {
    return new Target(at, false);
  }

  public static Target tls(HostPort at) {
    return new Target(at, true);
  }

  @Override
  public String toString() {
    return at.toString();
  }
}
