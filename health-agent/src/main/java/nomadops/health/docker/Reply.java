package nomadops.health.docker;

import java.time.Duration;

/// What became of one question to the daemon.
sealed interface Reply {
  record Answered(int status, String body, Duration took) implements Reply {}

  /// The time was over first.
  ///
  /// @param what e.g. `did not answer`
  record Silent(String what, Duration waited) implements Reply {}

  /// It is not HTTP, or only a part of it.
  ///
  /// @param what e.g. `cut its answer off`
  record Broken(String what) implements Reply {}

  /// Nobody listens: there is no daemon to ask.
  record Absent(String why) implements Reply {}

  /// This process may not ask, which says nothing about the daemon.
  record Denied(String why) implements Reply {}
}
