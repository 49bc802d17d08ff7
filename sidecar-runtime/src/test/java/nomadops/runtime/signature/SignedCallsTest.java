package nomadops.runtime.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nomadops.runtime.redaction.Redaction;
import nomadops.runtime.signature.SignedCalls.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignedCallsTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_760_000_000);
  private static final String SECRET = "a-secret-of-ours";
  private static final BodyHandler<String> ALL = BodyHandlers.ofString();

  /// What the other side was sent.
  private record Sent(String method, String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  @FunctionalInterface
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private volatile Reply reply = exchange -> answer(exchange, 200, "fine");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          sent.add(
              new Sent(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          reply.to(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.stop(0);
  }

  @Test
  void aPostIsSignedAsItsReceiverReckons() throws InterruptedException {
    byte[] body = "{\"a\":1}".getBytes(UTF_8);
    assertThat(calls().post(Map.of("X-Of-Call", "1"), body, ALL))
        .isInstanceOfSatisfying(
            Answer.Got.class, got -> assertThat(got.response().body()).isEqualTo("fine"));

    Sent one = sent.getFirst();
    assertThat(one.method()).isEqualTo("POST");
    assertThat(one.body()).isEqualTo("{\"a\":1}");
    assertThat(one.header("X-of-call")).isEqualTo("1");
    assertThat(one.header("Content-type")).isEqualTo("application/json");
    assertThat(one.header("X-nomad-ops-timestamp")).isEqualTo("1760000000");
    assertThat(one.header("X-nomad-ops-signature"))
        .isEqualTo(Signature.of(SECRET, NOW, body).value());
  }

  @Test
  void aGetIsSignedAsOneOfAnEmptyBody() throws InterruptedException {
    assertThat(calls().get(ALL)).isInstanceOf(Answer.Got.class);
    assertThat(sent.getFirst().method()).isEqualTo("GET");
    assertThat(sent.getFirst().header("X-nomad-ops-signature"))
        .isEqualTo(Signature.of(SECRET, NOW, new byte[0]).value());
  }

  @Test
  void withoutASecretNothingIsSigned() throws InterruptedException {
    var _ = calls(Map.of(), Optional.empty(), Duration.ofSeconds(10)).get(ALL);
    assertThat(sent.getFirst().headers())
        .doesNotContainKeys("X-nomad-ops-timestamp", "X-nomad-ops-signature");
  }

  @Test
  void configuredHeadersTakeThePlaceOfOurs() throws InterruptedException {
    var _ =
        calls(Map.of("Content-Type", "text/plain"), Optional.empty(), Duration.ofSeconds(10))
            .post(Map.of(), new byte[0], ALL);
    assertThat(sent.getFirst().header("Content-type")).isEqualTo("text/plain");
  }

  @Test
  void secretsDoNotFollowARedirect() throws InterruptedException {
    reply =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          answer(exchange, 307, "");
        };
    SignedCalls calls = calls();
    assertThat(calls.post(Map.of(), new byte[0], ALL))
        .isInstanceOfSatisfying(
            Answer.Got.class, got -> assertThat(calls.said(got.response())).isEqualTo("HTTP 307"));
    assertThat(sent).extracting(Sent::path).containsExactly("/hook/key-in-path");
  }

  @Test
  void anAnswerThatBeginsAndDoesNotEndIsGivenUp() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    reply =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream answer = exchange.getResponseBody();
          answer.write('x');
          answer.flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(calls(Map.of(), Optional.empty(), Duration.ofMillis(200)).get(ALL))
        .isEqualTo(new Answer.None("no answer in 200 ms", false));
    over.countDown();
  }

  @Test
  void aConnectionThatEndsTooSoonIsNoAnswerAndNoBug() throws InterruptedException {
    reply = HttpExchange::close;
    assertThat(calls().get(ALL))
        .isInstanceOfSatisfying(Answer.None.class, none -> assertThat(none.bug()).isFalse());
  }

  @Test
  void whatIsOursToMendIsABug() throws InterruptedException {
    assertThat(
            calls()
                .get(_ -> {
                  throw new IllegalStateException("told a-secret-of-ours");
                }))
        .isEqualTo(new Answer.None("IllegalStateException: told (redacted)", true));
  }

  @Test
  void whatTheOtherSideSaysIsOneLineWithoutSecrets() throws InterruptedException {
    reply = exchange -> answer(exchange, 400, "you sent " + SECRET + "\nand more");
    SignedCalls calls = calls();
    Answer answer = calls.get(ALL);
    assertThat(answer).isInstanceOf(Answer.Got.class);
    HttpResponse<String> response = ((Answer.Got) answer).response();
    assertThat(calls.said(response)).isEqualTo("HTTP 400: you sent (redacted)");
  }

  private SignedCalls calls() {
    return calls(Map.of(), Optional.of(SECRET), Duration.ofSeconds(10));
  }

  private SignedCalls calls(
      Map<String, String> headers, Optional<String> secret, Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/key-in-path");
    return new SignedCalls(
        new SignedCalls.Terms(
            url, headers, secret, timeout, new Redaction(List.of(SECRET, "key-in-path"))),
        () -> NOW);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
