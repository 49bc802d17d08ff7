package nomadops.simulator.fault;

import java.time.Duration;

/// One way in which an answer goes wrong.
public sealed interface Fault {
  /// The request is handled, after a pause.
  record Latency(Duration pause) implements Fault {}

  /// Not handled: answered with this status, body and `Retry-After` (seconds; 0 for none).
  record Status(int status, String body, int retryAfterSeconds) implements Fault {}

  /// The connection is closed without an answer; nothing was applied.
  record ResetBefore() implements Fault {}

  /// The request is applied, then the connection is closed without an answer.
  record ResetAfter() implements Fault {}

  /// The answer's body comes in small pieces with a pause between them.
  record SlowBody(int bytesPerPiece, Duration pause) implements Fault {}

  /// The answer announces its full length and ends after `bytes`.
  record TruncatedBody(int bytes) implements Fault {}

  /// The answer's body stops being JSON half way, with a correct length.
  record BrokenJson() implements Fault {}

  /// A read is answered from the state as it was when the stale reads were pinned or lagged, asked
  /// for or not.
  record StaleRead() implements Fault {}

  /// Runs something first (for example a register between a check and a purge), then handles the
  /// request.
  record Run(Runnable action) implements Fault {}

  /// An event stream leaves out every n-th event, without a trace.
  record DroppedEvents(int everyNth) implements Fault {}

  static Fault tooManyRequests(int retryAfterSeconds) {
    return new Status(429, "Too many requests", retryAfterSeconds);
  }

  static Fault serverError(String body) {
    return new Status(500, body, 0);
  }

  static Fault unavailable() {
    return new Status(503, "Service unavailable", 0);
  }
}
