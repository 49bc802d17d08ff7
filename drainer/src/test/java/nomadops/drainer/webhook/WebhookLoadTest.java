package nomadops.drainer.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Many requests at once, slow ones, and the end.
final class WebhookLoadTest extends WebhookOnLoopback {
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
}
