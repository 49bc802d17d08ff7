package nomadops.runtime.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.client.time.Clocks;
import nomadops.client.time.Pause;
import nomadops.runtime.config.HostPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger count = new AtomicInteger();

  /** Every pause is a second for the server, and a moment for us. */
  private volatile long now;

  private volatile String large = "";
  private final List<Socket> sockets = new ArrayList<>();
  private final PrometheusMeterRegistry metrics =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Pause quick =
      duration -> {
        Thread.sleep(10);
        synchronized (this) {
          now += duration.toNanos();
        }
      };
  private final AdminServer server = start(new Clocks(() -> Instant.EPOCH, () -> now, quick));

  private AdminServer start(Clocks clocks) {
    return AdminServer.start(
        "admin-address",
        new HostPort("127.0.0.1", 0),
        new AdminPages(
            "gc",
            "1",
            new Health(() -> 0),
            metrics,
            () -> {
              asked.incrementAndGet();
              return Map.of("count", count.get(), "large", large);
            }),
        clocks);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    metrics.close();
  }

  private BufferedReader watch(AdminServer at) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.address().port());
    sockets.add(socket);
    socket.getOutputStream().write("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private static String untilLine(BufferedReader in, String part) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.contains(part)) {
        return line;
      }
    }
    throw new IOException("the stream ended before " + part);
  }

  private static int get(AdminServer at, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://" + at.address() + path))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  @Test
  void aWatcherIsToldEverythingFirstAndThenOnlyWhatChanged() throws Exception {
    BufferedReader in = watch(server);
    assertThat(untilLine(in, "HTTP/1.1")).contains("200");
    assertThat(untilLine(in, "retry")).isEqualTo("retry: 500");
    assertThat(untilLine(in, "data: {")).contains("\"head\"", "\"now\"", "\"rest\"", "\"waits\"");
    count.set(4711);
    assertThat(untilLine(in, "data: {")).contains("4711").doesNotContain("\"head\"");
  }

  @Test
  void aStreamWithNothingNewIsAliveAndEndsBeforeTheServerWouldCutIt() throws Exception {
    BufferedReader in = watch(server);
    String line = untilLine(in, "data: {");
    List<String> rest = in.lines().takeWhile(l -> !l.equals("0")).toList();
    assertThat(line).isNotEmpty();
    assertThat(rest).contains("event: alive");
    assertThat(Streams.LENGTH).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void nothingIsComputedWhileNobodyWatches() throws Exception {
    BufferedReader in = watch(server);
    assertThat(untilLine(in, "data: {")).isNotEmpty();
    long _ = in.lines().takeWhile(l -> !l.equals("0")).count();
    int after = asked.get();
    assertThat(get(server, "/livez")).isEqualTo(200);
    Thread.sleep(200);
    assertThat(asked.get()).isEqualTo(after);
  }

  @Test
  void watchersBeyondTheBoundAreRefusedAndTheOtherPagesAreAnswered() throws Exception {
    try (AdminServer slow = start(Clocks.system())) {
      // None of them reads on, and each has more waiting than any buffer holds.
      large = "x".repeat(8 << 20);
      for (int i = 0; i < Streams.MOST; i++) {
        // It has its place before the next one comes; no more of it is read.
        assertThat(untilLine(watch(slow), "HTTP/1.1")).contains("200");
      }
      assertThat(get(slow, "/events")).isEqualTo(503);
      large = "";
      for (String path : List.of("/livez", "/readyz", "/metrics", "/status", "/", "/view")) {
        assertThat(get(slow, path)).as(path).isEqualTo(200);
      }
      assertThat(get(slow, "/events")).isEqualTo(503);
    }
    for (Socket socket : sockets) {
      assertEnds(socket);
    }
  }

  @Test
  void whoVanishesGivesItsPlaceBack() throws Exception {
    for (int round = 0; round < 3; round++) {
      List<BufferedReader> all = new ArrayList<>();
      for (int i = 0; i < Streams.MOST; i++) {
        all.add(watch(server));
      }
      for (BufferedReader in : all) {
        // A place may still be taken for a moment by one that has just gone.
        assertThat(untilLine(in, "HTTP/1.1")).containsAnyOf("200", "503");
      }
      for (Socket socket : sockets) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
      sockets.clear();
    }
    boolean taken = false;
    for (int i = 0; i < 500 && !taken; i++) {
      taken = untilLine(watch(server), "HTTP/1.1").contains("200");
      Thread.sleep(20);
    }
    assertThat(taken).isTrue();
  }

  @Test
  void closingEndsTheStreamsAtOnce() throws Exception {
    AdminServer other = start(Clocks.system());
    BufferedReader in = watch(other);
    assertThat(untilLine(in, "data: {")).isNotEmpty();
    other.close();
    for (Socket socket : sockets) {
      assertEnds(socket);
    }
  }

  private static void assertEnds(Socket socket) {
    try {
      socket.setSoTimeout(20_000);
      byte[] some = new byte[65_536];
      while (socket.getInputStream().read(some) >= 0) {
        // Whatever was on its way.
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the stream goes on", e);
    } catch (IOException _) {
      // Cut off: an end, too.
    }
  }
}
