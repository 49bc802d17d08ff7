package nomadops.runtime.signature;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.call.BoundedCalls;
import nomadops.runtime.redaction.Redaction;

/// Calls one address with JSON, signed where there is a secret, as [BoundedCalls] do. For many
/// threads.
public final class SignedCalls {
  /// What came back.
  public sealed interface Answer {
    record Got(HttpResponse<String> response) implements Answer {}

    /// Nothing did, in time or at all. The other side may have acted.
    ///
    /// @param reason one line, without secrets
    /// @param bug it is this program's fault, and the next attempt ends in the same way
    record None(String reason, boolean bug) implements Answer {}
  }

  /// How an address is called.
  ///
  /// @param headers sent besides ours, or instead of them
  /// @param secret what the body is signed with, see [Signature]
  /// @param timeout of one call, the answer included
  /// @param redaction of what is told on
  public record Terms(
      URI url,
      Map<String, String> headers,
      Optional<String> secret,
      Duration timeout,
      Redaction redaction) {
    public Terms {
      headers = Map.copyOf(headers);
    }
  }

  private final Terms terms;
  private final InstantSource clock;
  private final BoundedCalls calls;

  /// For one address.
  ///
  /// @param clock dates the signatures
  public SignedCalls(Terms terms, InstantSource clock) {
    this.terms = terms;
    this.clock = clock;
    this.calls = new BoundedCalls(terms.timeout());
  }

  /// A GET, signed as one of an empty body.
  ///
  /// @param reading bounds what is read of the answer
  public Answer get(BodyHandler<String> reading) throws InterruptedException {
    return send(request(Map.of(), new byte[0]).GET(), reading);
  }

  /// A POST.
  ///
  /// @param headers of this call
  /// @param reading bounds what is read of the answer
  public Answer post(Map<String, String> headers, byte[] body, BodyHandler<String> reading)
      throws InterruptedException {
    return send(request(headers, body).POST(BodyPublishers.ofByteArray(body)), reading);
  }

  private HttpRequest.Builder request(Map<String, String> ours, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(terms.url())
            .setHeader("Accept", "application/json")
            .setHeader("Content-Type", "application/json")
            .setHeader("User-Agent", "nomad-ops");
    ours.forEach(request::setHeader);
    terms.headers().forEach(request::setHeader);
    terms
        .secret()
        .ifPresent(secret -> {
          Instant now = clock.instant();
          request.setHeader(Signature.TIMESTAMP_HEADER, "" + now.getEpochSecond());
          request.setHeader(Signature.HEADER, Signature.of(secret, now, body).value());
        });
    return request;
  }

  private Answer send(HttpRequest.Builder request, BodyHandler<String> reading)
      throws InterruptedException {
    return switch (calls.send(request.build(), reading)) {
      case BoundedCalls.Answer.Got(HttpResponse<String> response) -> new Answer.Got(response);
      case BoundedCalls.Answer.Late(Duration waited, _) ->
          new Answer.None("no answer in " + waited.toMillis() + " ms", false);
      case BoundedCalls.Answer.Broken broken ->
          new Answer.None(terms.redaction().clean(broken.words()), !broken.isOfTheWire());
    };
  }

  /// For people: the status, and the first line of the body without secrets.
  public String said(HttpResponse<String> response) {
    String first = response.body().lines().findFirst().orElse("");
    return terms
        .redaction()
        .clean("HTTP " + response.statusCode() + (first.isBlank() ? "" : ": " + first));
  }
}
