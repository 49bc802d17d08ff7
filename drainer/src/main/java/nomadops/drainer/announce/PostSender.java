package nomadops.drainer.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.signature.SignedCalls;

/// POSTs JSON, signed if there is a secret.
final class PostSender implements Sender {
  private static final int TOO_MANY_REQUESTS = 429;

  private final PostTerms terms;
  private final InstantSource clock;
  private final SignedCalls calls;

  PostSender(PostTerms terms, InstantSource clock) {
    this.terms = terms;
    this.clock = clock;
    this.calls =
        new SignedCalls(
            new SignedCalls.Terms(
                terms.url(), terms.headers(), terms.secret(), terms.timeout(), terms.redaction()),
            clock);
  }

  @Override
  public Sent send(Announcement announcement) throws InterruptedException {
    byte[] body =
        terms
            .template()
            .map(template -> template.fill(Rendering.fields(announcement)).getBytes(UTF_8))
            .orElseGet(() -> Rendering.json(announcement));
    Map<String, String> headers =
        Map.of(
            "X-Nomad-Ops-Event", announcement.event().word(),
            "X-Nomad-Ops-Id", announcement.id().toString());
    return switch (calls.post(headers, body, _ -> new FirstBytes())) {
      case SignedCalls.Answer.Got(HttpResponse<String> answer) -> read(answer);
      case SignedCalls.Answer.None(String reason, boolean bug) ->
          bug ? new Sent.Refused("a bug: " + reason) : new Sent.Later(reason, Optional.empty());
    };
  }

  private Sent read(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return new Sent.Delivered();
    }
    String reason = calls.said(answer);
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
}
