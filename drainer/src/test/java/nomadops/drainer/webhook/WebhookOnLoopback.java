package nomadops.drainer.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nomadops.client.time.Pause;
import nomadops.runtime.signature.Proof;
import nomadops.runtime.signature.Signature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A webhook that listens, and a client of it.
@Timeout(120)
abstract class WebhookOnLoopback {
  /// No body is cut off, unless a test does it.
  static final Pause FOR_EVER =
      _ -> {
        boolean _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
      };

  final FakeDrainer drainer = new FakeDrainer();
  final HttpClient http = HttpClient.newHttpClient();
  final List<Webhook> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Webhook::close);
    http.close();
  }

  Webhook start(WebhookTerms terms, Pause pause) {
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

  Webhook start() {
    return start(WebhookRig.terms(Duration.ofMillis(1)), FOR_EVER);
  }

  static HttpRequest.Builder to(Webhook webhook, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + webhook.address() + path))
        .timeout(Duration.ofSeconds(30));
  }

  static HttpRequest signed(Webhook webhook, String path, String body) {
    Proof headers = WebhookRig.signed(WebhookRig.SECRET, WebhookRig.START, body);
    return to(webhook, path)
        .header(Signature.TIMESTAMP_HEADER, headers.timestamps().getFirst())
        .header(Signature.HEADER, headers.signatures().getFirst())
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }
}
