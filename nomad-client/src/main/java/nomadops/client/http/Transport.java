package nomadops.client.http;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.client.connection.Connection;
import nomadops.client.connection.Tls;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.newsclub.net.unix.AFUNIXSocketFactory;

/// How bytes get there: TCP, TLS or a unix socket.
final class Transport {
  private Transport() {}

  static OkHttpClient client(Connection connection) {
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .socketFactory(new ChannelSockets())
            .connectTimeout(connection.connectTimeout())
            .writeTimeout(connection.requestTimeout())
            .callTimeout(Duration.ZERO)
            .addInterceptor(Attempt.timeouts())
            .addNetworkInterceptor(Attempt.witness());
    connection.address().socket().ifPresent(path -> overSocket(http, path));
    if (connection.address().isTls()) {
      overTls(http, connection);
    } else {
      // Otherwise the builder reads every certificate authority of the system, for nothing: some
      // megabytes and a tenth of a second.
      http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }
    return http.build();
  }

  /// With a server name, that name stands in the URL (for SNI and verification) and resolves to the
  /// real host.
  static HttpUrl base(Connection connection) {
    HttpUrl address = HttpUrl.get(connection.address().base().toString());
    Optional<String> name = connection.tls().serverName();
    HttpUrl.Builder url = address.newBuilder();
    if (connection.address().isTls()) {
      name.ifPresent(url::host);
    }
    return url.build();
  }

  private static void overSocket(OkHttpClient.Builder http, Path path) {
    http.socketFactory(new AFUNIXSocketFactory.FactoryArg(path.toFile()))
        .dns(_ -> List.of(InetAddress.getLoopbackAddress()));
  }

  private static void overTls(OkHttpClient.Builder http, Connection connection) {
    Tls tls = connection.tls();
    TlsMaterial material = new TlsMaterial(tls);
    http.sslSocketFactory(material.sockets(), material.trust());
    if (tls.skipVerify()) {
      http.hostnameVerifier((_, _) -> true);
    }
    if (tls.serverName().isPresent()) {
      String host = HttpUrl.get(connection.address().base().toString()).host();
      http.dns(_ -> List.of(InetAddress.getAllByName(host)));
    }
  }
}
