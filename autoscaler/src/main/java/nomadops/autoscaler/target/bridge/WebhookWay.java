package nomadops.autoscaler.target.bridge;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import nomadops.autoscaler.target.Target;
import nomadops.runtime.redaction.Redaction;
import nomadops.runtime.signature.SignedCalls;
import nomadops.runtime.signature.SignedCalls.Answer;

/// A group behind a webhook: GET gives a [FactsDocument], POST takes an [Instruction].
final class WebhookWay implements Way {
  private static final BodyHandler<String> BOUNDED =
      BodyHandlers.limiting(BodyHandlers.ofString(), 4_000_000);

  private final WebhookTerms terms;
  private final InstantSource clock;
  private final Redaction redaction;
  private final SignedCalls calls;

  private interface Call {
    Answer answer() throws InterruptedException;
  }

  WebhookWay(WebhookTerms terms, InstantSource clock) {
    this.terms = terms;
    this.clock = clock;
    this.redaction = terms.redaction();
    this.calls =
        new SignedCalls(
            new SignedCalls.Terms(
                terms.url(), terms.headers(), terms.secret(), terms.timeout(), redaction),
            clock);
  }

  @Override
  public Target.Reading read(String group) {
    Instant at = clock.instant();
    String where = "group " + group + ": GET of " + terms + ": ";
    return switch (answered(() -> calls.get(BOUNDED))) {
      case Answer.None(String reason, _) -> new Target.Reading.Unknown(where + reason);
      case Answer.Got(HttpResponse<String> got) -> {
        if (got.statusCode() == 200) {
          yield FactsDocument.read(group, got.body(), at, redaction);
        }
        String reason = where + calls.said(got);
        yield got.statusCode() == 404
            ? new Target.Reading.Missing(reason)
            : new Target.Reading.Unknown(reason);
      }
    };
  }

  @Override
  public Target.Outcome tell(String group, Instruction instruction, String id) {
    byte[] body = instruction.json(group, id);
    Map<String, String> headers = Map.of("X-Nomad-Ops-Id", id);
    String what = "group " + group + ": " + instruction.said() + " by " + terms + ": ";
    return switch (answered(() -> calls.post(headers, body, BOUNDED))) {
      case Answer.None(String reason, _) -> new Target.Outcome.Later(what + reason);
      case Answer.Got(HttpResponse<String> got) ->
          outcome(got.statusCode(), what + calls.said(got));
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

  private static Answer answered(Call call) {
    try {
      return call.answer();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.None("interrupted", false);
    }
  }
}
