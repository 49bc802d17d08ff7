package nomadops.client.http;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nomadops.client.connection.Tls;

/// Keys and certificates from files. New handshakes use what the files hold now, so rotated
/// certificates need no restart; a file that is broken half way through its rotation leaves the
/// former material in use.
final class TlsMaterial {
  private final SSLContext context;
  private final X509ExtendedTrustManager trust;

  TlsMaterial(Tls tls) {
    Reloaded<X509ExtendedTrustManager> trusted =
        new Reloaded<>(
            Stream.of(tls.caCert(), tls.caPath()).flatMap(Optional::stream).toList(),
            () -> Certificates.trust(tls));
    this.trust = tls.skipVerify() ? new TrustAnyone() : new ReloadedTrustManager(trusted::current);
    try {
      this.context = SSLContext.getInstance("TLS");
      this.context.init(keys(tls), new TrustManager[] {trust}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  SSLContext context() {
    return context;
  }

  X509ExtendedTrustManager trust() {
    return trust;
  }

  private static KeyManager[] keys(Tls tls) {
    if (tls.clientCert().isEmpty() || tls.clientKey().isEmpty()) {
      return new KeyManager[0];
    }
    Path cert = tls.clientCert().get();
    Path key = tls.clientKey().get();
    Reloaded<X509ExtendedKeyManager> own =
        new Reloaded<>(List.of(cert, key), () -> Certificates.own(cert, key));
    return new KeyManager[] {new ReloadedKeyManager(own::current)};
  }
}
