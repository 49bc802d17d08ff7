package nomadops.runtime.preflight;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import nomadops.client.connection.NomadAddress;

/// When the certificate of a server ends. Whether it is to be trusted is asked elsewhere; nothing
/// is sent over this connection.
final class CertificateLook {
  private static final int MILLIS = 5_000;

  private CertificateLook() {}

  /// Empty for an address without TLS, or when none is shown.
  static Optional<Instant> at(NomadAddress address) {
    if (!address.isTls()) {
      return Optional.empty();
    }
    String host = address.base().getHost();
    int port = address.base().getPort() < 0 ? 443 : address.base().getPort();
    Shown shown = new Shown();
    try (Socket below = new Socket()) {
      below.connect(new InetSocketAddress(host, port), MILLIS);
      below.setSoTimeout(MILLIS);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {shown}, null);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(below, host, port, true)) {
        socket.startHandshake();
      }
    } catch (IOException | GeneralSecurityException e) {
      // A server that wants our certificate hangs up after it has shown its own.
      return shown.end;
    }
    return shown.end;
  }

  /// Believes anybody, and remembers.
  private static final class Shown extends X509ExtendedTrustManager {
    private Optional<Instant> end = Optional.empty();

    private void see(X509Certificate[] chain) {
      end = Optional.of(chain[0].getNotAfter().toInstant());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      see(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      see(chain);
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {
      see(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
