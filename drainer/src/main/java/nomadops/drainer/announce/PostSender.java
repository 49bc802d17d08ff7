package nomadops.drainer.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nomadops.drainer.signature.Signature;

/// POSTs JSON. Redirects are not followed: secrets go where they were meant to go, or nowhere. The
/// proxy is that of the JVM (`https.proxyHost`).
final class PostSender implements Sender {
  private static final int TOO_MANY_REQUESTS = 429;

  private final PostTerms terms;
  private final InstantSource clock;
  private final Redaction redaction;
  private final HttpClient client;

  PostSender(PostTerms terms, InstantSource clock) {
    this.terms = terms;
    this.clock = clock;
    this.redaction = terms.redaction();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(terms.timeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public Sent send(Announcement announcement) throws InterruptedException {
    // Its own timeout ends when the answer begins; this one, when the answer is there.
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request(announcement), _ -> new FirstBytes());
    try {
      return read(answer.get(terms.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Sent.Later("no answer in " + terms.timeout().toMillis() + " ms", Optional.empty());
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      boolean _ = answer.cancel(true);
    }
  }

  private HttpRequest request(Announcement announcement) {
    byte[] body =
        terms
            .template()
            .map(template -> template.fill(Rendering.fields(announcement)).getBytes(UTF_8))
            .orElseGet(() -> Rendering.json(announcement));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(terms.url())
            .timeout(terms.timeout())
            .setHeader("Content-Type", "application/json")
            .setHeader("User-Agent", "nomad-ops")
            .setHeader("X-Nomad-Ops-Event", announcement.event().word())
            .setHeader("X-Nomad-Ops-Id", announcement.id().toString())
            .POST(BodyPublishers.ofByteArray(body));
    terms.headers().forEach(request::setHeader);
    terms
        .secret()
        .ifPresent(secret -> {
          Instant now = clock.instant();
          request.setHeader(Signature.TIMESTAMP_HEADER, "" + now.getEpochSecond());
          request.setHeader(Signature.HEADER, Signature.of(secret, now, body).value());
        });
    return request.build();
  }

  private Sent read(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Sent.Delivered();
    }
    String first = answer.body().lines().findFirst().orElse("");
    String reason = redaction.clean("HTTP " + status + (first.isBlank() ? "" : ": " + first));
    if (status != TOO_MANY_REQUESTS && status < 500) {
      return new Sent.Refused(reason);
    }
    Optional<Duration> after =
        answer
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.of(header, clock.instant()));
    return new Sent.Later(reason, after);
  }

  private Sent failed(Throwable fault) {
    String words = fault.getMessage() == null ? "" : ": " + fault.getMessage();
    String reason = redaction.clean(fault.getClass().getSimpleName() + words);
    return fault instanceof IOException
        ? new Sent.Later(reason, Optional.empty())
        : new Sent.Refused("a bug: " + reason);
  }
}
