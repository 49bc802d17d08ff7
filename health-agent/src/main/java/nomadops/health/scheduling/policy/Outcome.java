package nomadops.health.scheduling.policy;

import java.time.Duration;
import java.util.Locale;

/// What one look of the canary came to.
public sealed interface Outcome {
  /// For people, one line.
  String reason();

  /// As metrics spell it.
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /// The evaluation is done.
  ///
  /// @param time from before it was asked for until its end was known
  record Scheduled(Duration time) implements Outcome {
    @Override
    public String reason() {
      return "scheduled within " + time.toMillis() + " ms";
    }
  }

  /// The evaluation was not done in time, or the schedulers gave it up.
  ///
  /// @param pauseKnown false when nobody could tell whether the operator paused the broker
  record Late(Duration after, boolean pauseKnown, String reason) implements Outcome {}

  /// Nomad answers that it cannot, or we must not ask.
  record Refused(Cause cause, String reason) implements Outcome {}

  /// No usable answer came.
  record Unanswered(String reason) implements Outcome {}

  /// The operator paused the eval broker: nothing is scheduled, and that is meant.
  record Paused() implements Outcome {
    @Override
    public String reason() {
      return "the eval broker is paused";
    }
  }

  /// Why Nomad cannot.
  enum Cause {
    NO_LEADER,
    FORBIDDEN,
    NO_NAMESPACE,
    NOT_OURS,
    THROTTLED,
    OTHER
  }
}
