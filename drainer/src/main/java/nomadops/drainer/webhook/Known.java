package nomadops.drainer.webhook;

import java.time.Instant;
import java.util.Locale;
import nomadops.drainer.notice.Notice;

/// One notice that was handed to the drainer. Its state belongs to [KnownNotices], which guards it.
final class Known {

  /// How far a notice is; a later one is never followed by an earlier one.
  enum State {
    /// The drainer works on it; a crash would lose it.
    NOTED,
    /// Nomad remembers it as well.
    SAFE,
    /// All that it asks for is done.
    DONE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Told told;
  private final Notice notice;
  private State state = State.NOTED;
  private Instant since;

  Known(Told told, Notice notice, Instant now) {
    this.told = told;
    this.notice = notice;
    this.since = now;
  }

  Told told() {
    return told;
  }

  Notice notice() {
    return notice;
  }

  State state() {
    return state;
  }

  /// Since when it is in its state.
  Instant since() {
    return since;
  }

  void reach(State next, Instant now) {
    if (next.compareTo(state) > 0) {
      state = next;
      since = now;
    }
  }
}
