package nomadops.health.report.sender;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.redaction.Redaction;
import nomadops.runtime.signature.SignedCalls;
import org.jspecify.annotations.Nullable;

/// Sends a report to one controller, signed with the secret of that moment. For one thread.
final class Post {
  private static final BodyHandler<String> BOUNDED =
      BodyHandlers.limiting(BodyHandlers.ofString(), 16_384);

  private final Destination to;
  private final Duration deadline;
  private final Supplier<Secrets> secrets;
  private final InstantSource clock;
  private @Nullable Signing signing;

  /// Calls that sign with this secret; made anew when it changes.
  private record Signing(String secret, SignedCalls calls) {
    @Override
    public String toString() {
      return "Signing";
    }
  }

  /// What became of it, and for people, why.
  record Sent(Result result, String detail) {}

  /// @param deadline of one post, the answer included
  Post(Destination to, Duration deadline, Supplier<Secrets> secrets, InstantSource clock) {
    this.to = to;
    this.deadline = deadline;
    this.secrets = secrets;
    this.clock = clock;
  }

  Sent send(byte[] document) throws InterruptedException {
    SignedCalls calls = calls(secrets.get().signing());
    return switch (calls.post(Map.of(), document, BOUNDED)) {
      case SignedCalls.Answer.None(String reason, _) -> new Sent(Result.UNREACHABLE, reason);
      case SignedCalls.Answer.Got(HttpResponse<String> answer) ->
          answer.statusCode() == 200
              ? new Sent(Result.ACCEPTED, "")
              : new Sent(Result.REFUSED, calls.said(answer));
    };
  }

  private SignedCalls calls(String secret) {
    Signing before = signing;
    if (before != null && before.secret().equals(secret)) {
      return before.calls();
    }
    Redaction redaction = new Redaction(List.of(secret));
    SignedCalls calls =
        new SignedCalls(
            new SignedCalls.Terms(to.url(), Map.of(), Optional.of(secret), deadline, redaction),
            clock);
    signing = new Signing(secret, calls);
    return calls;
  }
}
