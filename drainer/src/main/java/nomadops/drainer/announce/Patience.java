package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;

/// How long to go on with one announcement: at least one attempt, and no new one when it would come
/// more than `limit` after the announcement was made, nor after `mostAttempts`.
record Patience(Duration limit, int mostAttempts) {
  /// A receiver may ask for more than anybody would wait.
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  sealed interface Next {
    record Over() implements Next {}

    /// Nobody will be told.
    ///
    /// @param rest before anything else is sent this way
    record GiveUp(String reason, Duration rest) implements Next {}

    /// The same once more, after a rest.
    record Again(String reason, Duration rest) implements Next {}
  }

  /// @param attempts so far, this one included
  /// @param backoff to wait where the other side does not ask for more
  /// @param ending the process ends: no time to wait
  Next next(Sent sent, int attempts, Instant made, Instant now, Duration backoff, boolean ending) {
    return switch (sent) {
      case Sent.Delivered _ -> new Next.Over();
      case Sent.Refused refused -> new Next.GiveUp(refused.reason(), Duration.ZERO);
      case Sent.Later later -> {
        Duration rest = later.after().filter(asked -> asked.compareTo(backoff) > 0).orElse(backoff);
        Duration bounded = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        boolean tooLate = now.plus(bounded).isAfter(made.plus(limit));
        yield ending || tooLate || attempts >= mostAttempts
            ? new Next.GiveUp(later.reason(), bounded)
            : new Next.Again(later.reason(), bounded);
      }
    };
  }
}
