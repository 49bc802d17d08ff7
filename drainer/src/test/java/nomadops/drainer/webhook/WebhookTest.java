package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nomadops.client.time.Pause;
import nomadops.runtime.Failure;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.signature.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class WebhookTest {
  /// No body is cut off, unless a test does it.
  private static final Pause FOR_EVER =
      _ -> {
        boolean _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
      };

  private final FakeDrainer drainer = new FakeDrainer();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Webhook> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Webhook::close);
    http.close();
  }

  private Webhook start(WebhookTerms terms, Pause pause) {
    Webhook webhook =
        Webhook.start(
            terms,
            List.of(Samples.mapping("azure.yaml")),
            drainer,
            drainer,
            () -> WebhookRig.START,
            pause);
    started.add(webhook);
    return webhook;
  }

  private Webhook start() {
    return start(WebhookRig.terms(Duration.ofMillis(1)), FOR_EVER);
  }

  private static HttpRequest.Builder to(Webhook webhook, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + webhook.address() + path))
        .timeout(Duration.ofSeconds(30));
  }

  private static HttpRequest signed(Webhook webhook, String path, String body) {
    Gate.Headers headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, body);
    return to(webhook, path)
        .header(Signature.TIMESTAMP_HEADER, headers.timestamps().getFirst())
        .header(Signature.HEADER, headers.signatures().getFirst())
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void takesASignedNotice() throws Exception {
    drainer.then(FakeDrainer::safe);
    Webhook webhook = start();
    HttpResponse<String> answer = send(signed(webhook, "/v1/notice", WebhookRig.NOTICE));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"state\":\"safe\",\"reason\":\"Nomad remembers it\",\"notices\":"
                + "[{\"id\":\"r1\",\"instance\":\"i-0633ac2b0d9769723\",\"state\":\"safe\"}]}");
    assertThat(drainer.notices()).hasSize(1);
    assertThat(webhook.health()).isEmpty();
    assertThat(webhook.status())
        .isEqualTo(new WebhookStatus(webhook.address(), 1, 1, java.util.Optional.empty()));
  }

  @Test
  void takesWhatAMappingReads() throws Exception {
    drainer.then(FakeDrainer::safe);
    HttpResponse<String> answer =
        send(signed(start(), "/v1/notice/azure-scheduled-events", Samples.text("azure.json")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(drainer.notices()).hasSize(4);
  }

  @Test
  void saysWhenToComeAgain() throws Exception {
    HttpResponse<String> answer = send(signed(start(), "/v1/notice", WebhookRig.NOTICE));
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).contains("\"state\":\"noted\"");
  }

  @Test
  void refusesAnUnsignedRequestInFewWords() throws Exception {
    HttpResponse<String> answer =
        send(to(start(), "/v1/notice").POST(BodyPublishers.ofString(WebhookRig.NOTICE)).build());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"this request is not signed as it should be\"}");
    assertThat(drainer.counts()).containsEntry("UNSIGNED", 1);
  }

  @Test
  void anUnknownMappingIsToldOnlyToThoseWhoSign() throws Exception {
    Webhook webhook = start();
    HttpResponse<String> unsigned =
        send(to(webhook, "/v1/notice/azure").POST(BodyPublishers.ofString("{}")).build());
    assertThat(unsigned.statusCode()).isEqualTo(401);
    HttpResponse<String> signed = send(signed(webhook, "/v1/notice/azure", "{}"));
    assertThat(signed.statusCode()).isEqualTo(404);
    assertThat(signed.body()).contains("azure-scheduled-events");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "POST, /v1/notices, 404",
    "POST, /v1/notice/, 404",
    "POST, /v1/notice/a/b, 404",
    "POST, /v1/notice/%2e%2e, 404",
    "GET, /v1/notice, 405",
    "PUT, /v1/notice, 405",
    "DELETE, /v1/notice/azure-scheduled-events, 405",
    "HEAD, /v1/notice, 405"
  })
  void answersOnlyWhatItIsFor(String method, String path, int status) throws Exception {
    HttpResponse<String> answer =
        send(to(start(), path).method(method, BodyPublishers.noBody()).build());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Allow"))
        .isEqualTo(status == 405 ? java.util.Optional.of("POST") : java.util.Optional.empty());
    if (!method.equals("HEAD")) {
      assertThat(answer.body()).startsWith("{\"error\":\"");
    }
  }

  @Test
  void refusesABodyThatIsTooLongWhateverLengthItClaims() throws Exception {
    Webhook webhook = start();
    String body = " ".repeat(Body.LONGEST) + "x";
    assertThat(send(signed(webhook, "/v1/notice", body)).statusCode()).isEqualTo(413);
    HttpRequest chunked =
        to(webhook, "/v1/notice")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(body.getBytes(UTF_8))))
            .build();
    assertThat(send(chunked).statusCode()).isEqualTo(413);
    assertThat(drainer.counts()).isEqualTo(java.util.Map.of("TOO_LARGE", 2));
  }

  @Test
  void takesABodyOfTheGreatestLength() throws Exception {
    drainer.then(FakeDrainer::safe);
    String body = WebhookRig.NOTICE + " ".repeat(Body.LONGEST - WebhookRig.NOTICE.length());
    assertThat(send(signed(start(), "/v1/notice", body)).statusCode()).isEqualTo(200);
  }

  @Test
  void cutsOffABodyThatDoesNotCome() throws Exception {
    CountDownLatch patienceOver = new CountDownLatch(1);
    Webhook webhook = start(WebhookRig.terms(Duration.ofMillis(1)), _ -> patienceOver.await());
    try (Socket slow = unfinished(webhook)) {
      patienceOver.countDown();
      slow.setSoTimeout(30_000);
      assertThat(slow.getInputStream().read()).as("closed without an answer").isEqualTo(-1);
    }
    while (drainer.counts().isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(drainer.counts()).isEqualTo(java.util.Map.of("SLOW", 1));
    assertThat(drainer.bulletins()).isEmpty();
  }

  /// One that promises a hundred bytes and sends one.
  private static Socket unfinished(Webhook webhook) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), webhook.address().port());
    socket
        .getOutputStream()
        .write(
            "POST /v1/notice HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
    return socket;
  }

  @Test
  void sendsAwayMoreRequestsThanItBears() throws Exception {
    Webhook webhook = start();
    drainer.then(FakeDrainer::safe);
    HttpRequest request = signed(webhook, "/v1/notice", WebhookRig.NOTICE);
    List<Socket> sockets = new ArrayList<>();
    HttpResponse<String> answer = send(request);
    while (answer.statusCode() == 200) {
      if (sockets.size() < 40) {
        sockets.add(unfinished(webhook));
      }
      answer = send(request);
    }
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("more than 4 requests at once");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(drainer.counts()).containsKey("BUSY");
    for (Socket socket : sockets) {
      socket.close();
    }
    while (send(request).statusCode() != 200) {
      Thread.onSpinWait();
    }
  }

  @Test
  void takesNoticesThoughManyWait() throws Exception {
    Webhook webhook = start(WebhookRig.terms(Duration.ofSeconds(25)), FOR_EVER);
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String body = WebhookRig.NOTICE.replace("r1", "r" + i);
      answers.add(http.sendAsync(signed(webhook, "/v1/notice", body), BodyHandlers.ofString()));
    }
    CompletableFuture<Object> any =
        CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new));
    assertThat(((HttpResponse<?>) any.get(60, TimeUnit.SECONDS)).statusCode())
        .as("one too many to wait, and noted")
        .isEqualTo(503);
    while (drainer.bulletins().size() < 3) {
      Thread.onSpinWait();
    }
    drainer.bulletins().forEach(FakeDrainer::done);
    for (CompletableFuture<HttpResponse<String>> one : answers) {
      assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isIn(200, 503);
    }
    assertThat(answers.stream().filter(one -> one.join().statusCode() == 200)).hasSize(2);
  }

  @Test
  void identicalRequestsAtTheSameTimeDeliverOnce() throws Exception {
    Webhook webhook = start(WebhookRig.terms(Duration.ofSeconds(25)), FOR_EVER);
    HttpRequest request = signed(webhook, "/v1/notice", WebhookRig.NOTICE);
    var first = http.sendAsync(request, BodyHandlers.ofString());
    var second = http.sendAsync(request, BodyHandlers.ofString());
    while (drainer.bulletins().isEmpty() || !drainer.counts().containsKey("replayed")) {
      Thread.onSpinWait();
    }
    drainer.bulletins().forEach(FakeDrainer::safe);
    assertThat(first.get(60, TimeUnit.SECONDS).body())
        .isEqualTo(second.get(60, TimeUnit.SECONDS).body());
    assertThat(drainer.bulletins()).hasSize(1);
  }

  @Test
  void answersWhoWaitsWhenItCloses() throws Exception {
    Webhook webhook = start(WebhookRig.terms(Duration.ofSeconds(25)), FOR_EVER);
    var waiting =
        http.sendAsync(signed(webhook, "/v1/notice", WebhookRig.NOTICE), BodyHandlers.ofString());
    while (drainer.bulletins().isEmpty()) {
      Thread.onSpinWait();
    }
    webhook.close();
    assertThat(waiting.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    assertThat(webhook.health()).contains("the webhook is closed");
  }

  @Test
  void doesNotStartWithoutASecret() {
    assertThatThrownBy(() -> start(WebhookTerms.signed(WebhookRig.ANY, Secrets.NONE), FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("the webhook on 127.0.0.1:0 has no secret")
        .hasMessageContaining("openssl rand -hex 32");
  }

  @Test
  void startsUnsignedOnLoopbackAlone() throws Exception {
    drainer.then(FakeDrainer::safe);
    Webhook webhook = start(WebhookTerms.unsigned(WebhookRig.ANY), FOR_EVER);
    assertThat(
            send(to(webhook, "/v1/notice").POST(BodyPublishers.ofString(WebhookRig.NOTICE)).build())
                .statusCode())
        .isEqualTo(200);
    assertThatThrownBy(() -> start(WebhookTerms.unsigned(new HostPort("0.0.0.0", 0)), FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("must be bound to a loopback address such as 127.0.0.1:0");
  }

  @Test
  void isNotUnsignedByMistake() {
    WebhookTerms both =
        new WebhookTerms(
            WebhookRig.ANY,
            new Secrets(List.of(WebhookRig.SECRET)),
            true,
            Duration.ofMinutes(5),
            Duration.ZERO,
            4,
            Duration.ofSeconds(5));
    assertThatThrownBy(() -> start(both, FOR_EVER)).hasMessageContaining("take one of them away");
  }

  @Test
  void saysThatItsAddressIsTaken() {
    Webhook first = start();
    WebhookTerms same =
        WebhookTerms.signed(first.address(), new Secrets(List.of(WebhookRig.SECRET)));
    assertThatThrownBy(() -> start(same, FOR_EVER))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(first.address() + " cannot be used");
  }
}
