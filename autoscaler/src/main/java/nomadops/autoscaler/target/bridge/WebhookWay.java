package nomadops.autoscaler.target.bridge;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nomadops.autoscaler.target.Target;

/// A group behind a webhook: GET gives a [FactsDocument], POST takes an [Instruction]. Redirects
/// are not followed: secrets go where they were meant to go, or nowhere.
final class WebhookWay implements Way {
  private static final int MOST_BYTES = 4_000_000;

  private sealed interface Answer {
    record Got(int status, String body) implements Answer {}

    /// It may have been acted on.
    record None(String reason) implements Answer {}
  }

  private final WebhookTerms terms;
  private final InstantSource clock;
  private final Redaction redaction;
  private final HttpClient client;

  WebhookWay(WebhookTerms terms, InstantSource clock) {
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
  public Target.Reading read(String group) {
    Instant at = clock.instant();
    String where = "group " + group + ": GET of " + terms + ": ";
    return switch (send(request("", new byte[0]).GET())) {
      case Answer.None(String reason) -> new Target.Reading.Unknown(where + reason);
      case Answer.Got(int status, String body) -> {
        if (status == 200) {
          yield FactsDocument.read(group, body, at, redaction);
        }
        String reason = where + said(status, body);
        yield status == 404
            ? new Target.Reading.Missing(reason)
            : new Target.Reading.Unknown(reason);
      }
    };
  }

  @Override
  public Target.Outcome tell(String group, Instruction instruction, String id) {
    byte[] body = instruction.json(group, id);
    String what = "group " + group + ": " + instruction.said() + " by " + terms + ": ";
    return switch (send(request(id, body).POST(BodyPublishers.ofByteArray(body)))) {
      case Answer.None(String reason) -> new Target.Outcome.Later(what + reason);
      case Answer.Got(int status, String answer) -> outcome(status, what + said(status, answer));
    };
  }

  /// 409 is for what is not, or no longer, so; 410 for a machine that is gone already.
  private static Target.Outcome outcome(int status, String reason) {
    if (status >= 200 && status < 300) {
      return status == 208 ? new Target.Outcome.Already(reason) : new Target.Outcome.Done(reason);
    }
    return switch (status) {
      case 410 -> new Target.Outcome.Already(reason);
      case 408, 425, 429 -> new Target.Outcome.Later(reason);
      default ->
          status >= 500 ? new Target.Outcome.Later(reason) : new Target.Outcome.Refused(reason);
    };
  }

  private HttpRequest.Builder request(String id, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(terms.url())
            .setHeader("Accept", "application/json")
            .setHeader("Content-Type", "application/json")
            .setHeader("User-Agent", "nomad-ops");
    if (!id.isEmpty()) {
      request.setHeader("X-Nomad-Ops-Id", id);
    }
    terms.headers().forEach(request::setHeader);
    terms
        .secret()
        .ifPresent(secret -> {
          Instant now = clock.instant();
          request.setHeader(Signature.TIMESTAMP_HEADER, "" + now.getEpochSecond());
          request.setHeader(Signature.HEADER, Signature.of(secret, now, body));
        });
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    // A timeout of the request's own may end when the answer begins; this one, when it is there.
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      HttpResponse<String> got = answer.get(terms.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Got(got.statusCode(), got.body());
    } catch (TimeoutException _) {
      return new Answer.None("no answer in " + terms.timeout().toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable fault = e.getCause() == null ? e : e.getCause();
      String words = fault.getMessage() == null ? "" : ": " + fault.getMessage();
      return new Answer.None(redaction.clean(fault.getClass().getSimpleName() + words));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.None("interrupted");
    } finally {
      boolean _ = answer.cancel(true);
    }
  }

  private String said(int status, String body) {
    String first = body.lines().findFirst().orElse("");
    return redaction.clean("HTTP " + status + (first.isBlank() ? "" : ": " + first));
  }
}
