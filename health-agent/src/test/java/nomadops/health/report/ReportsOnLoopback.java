package nomadops.health.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.client.time.Pause;
import nomadops.health.check.Health;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.signature.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A server of reports that listens, and a client of it that has a secret.
@Timeout(120)
abstract class ReportsOnLoopback {
  static final Instant NOW = Instant.parse("2026-11-27T12:33:30.500Z");
  static final String SECRET = "the secret of these tests, long enough";
  static final String OLD = "the secret that was before that one...";

  /// No body is cut off, unless a test does it.
  static final Pause FOR_EVER =
      _ -> {
        boolean _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
      };

  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final AtomicReference<Secrets> secrets = new AtomicReference<>(new Secrets(List.of(SECRET, OLD)));
  final Inbox inbox = new Inbox();
  final Map<String, Integer> counts = new ConcurrentHashMap<>();
  final List<ReportServer> started = new ArrayList<>();
  final HttpClient http = HttpClient.newHttpClient();

  private final class Counting implements ReportListener {
    @Override
    public void accepted() {
      counts.merge("accepted", 1, Integer::sum);
    }

    @Override
    public void refused(Refusal why) {
      counts.merge(why.word(), 1, Integer::sum);
    }
  }

  @AfterEach
  void close() {
    started.forEach(ReportServer::close);
    http.close();
  }

  ReportServer start(HostPort at, Pause pause) {
    ReportServer server =
        ReportServer.start(
            new ReportTerms(at, Duration.ofMinutes(2), 4, Duration.ofSeconds(5)),
            secrets::get,
            inbox,
            new Counting(),
            now::get,
            pause);
    started.add(server);
    return server;
  }

  ReportServer start() {
    return start(new HostPort("127.0.0.1", 0), FOR_EVER);
  }

  static byte[] document(String node, Instant sent) {
    return ReportJson.write(
        node,
        sent,
        Map.of("docker", new CheckReport(Health.FAIL, sent, "it hangs", Set.of("a:443"))));
  }

  static HttpRequest.Builder to(ReportServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
        .timeout(Duration.ofSeconds(30));
  }

  static HttpRequest signed(ReportServer server, String secret, Instant at, byte[] body) {
    return to(server, ReportJson.PATH)
        .header(Signature.TIMESTAMP_HEADER, "" + at.getEpochSecond())
        .header(Signature.HEADER, Signature.of(secret, at, body).value())
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  static HttpRequest signed(ReportServer server, String body) {
    return signed(server, SECRET, NOW, body.getBytes(UTF_8));
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  /// One that promises a hundred bytes and sends one.
  static Socket unfinished(ReportServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().port());
    socket.setSoTimeout(30_000);
    socket
        .getOutputStream()
        .write(
            "POST /v1/health/report HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                .getBytes(UTF_8));
    return socket;
  }
}
