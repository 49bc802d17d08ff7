package nomadops.client.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nomadops.client.connection.Tls;

/// Keys and certificates from files. New connections use what the files hold now, so rotated
/// certificates need no restart; a file that is broken half way through its rotation leaves the
/// former material in use.
final class TlsMaterial {
  private final Reloaded<Managers> managers;
  private final SSLContext context;
  private final boolean skipVerify;
  private Managers inUse;

  /// @throws IllegalArgumentException naming the file that cannot be used
  TlsMaterial(Tls tls) {
    this.managers =
        new Reloaded<>(
            Stream.of(tls.caCert(), tls.caPath(), tls.clientCert(), tls.clientKey())
                .flatMap(Optional::stream)
                .toList(),
            () -> managers(tls));
    this.inUse = managers.current();
    this.skipVerify = tls.skipVerify();
    X509ExtendedTrustManager trust =
        tls.skipVerify()
            ? new TrustAnyone()
            : new ReloadedTrustManager(() -> managers.current().trust());
    try {
      this.context = SSLContext.getInstance("TLS");
      this.context.init(keys(), new TrustManager[] {trust}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private record Managers(X509ExtendedTrustManager trust, Optional<X509ExtendedKeyManager> keys) {}

  /// TLS on a connected socket, before its handshake, towards the server of that name.
  SSLSocket over(Socket below, String name, int port) throws IOException {
    refresh();
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(below, name, port, true);
    if (!skipVerify) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    return socket;
  }

  /// Looks for rotated files. After a rotation, sessions of the former certificates are forgotten:
  /// a resumed one would go on with the former certificate.
  private synchronized void refresh() {
    Managers now = managers.current();
    if (!now.equals(inUse)) {
      inUse = now;
      SSLSessionContext sessions = context.getClientSessionContext();
      for (byte[] id : Collections.list(sessions.getIds())) {
        SSLSession session = sessions.getSession(id);
        if (session != null) {
          session.invalidate();
        }
      }
    }
  }

  private KeyManager[] keys() {
    return inUse.keys().isEmpty()
        ? new KeyManager[0]
        : new KeyManager[] {new ReloadedKeyManager(() -> managers.current().keys().orElseThrow())};
  }

  private static Managers managers(Tls tls) throws IOException {
    Optional<X509ExtendedKeyManager> keys =
        tls.clientCert().isPresent() && tls.clientKey().isPresent()
            ? Optional.of(Certificates.own(tls.clientCert().get(), tls.clientKey().get()))
            : Optional.empty();
    return new Managers(Certificates.trust(tls), keys);
  }
}
