package nomadops.health.check;

import java.time.Duration;

/// One question to this client. It is asked by one thread at a time and never while it is still
/// looking.
public interface Check {
  /// As in metrics and reports, e.g. `docker`; lower case letters, digits and dashes.
  String name();

  /// Looks once. Everything that can go wrong is a finding: what was looked at is sick (FAIL), or
  /// nobody can tell (UNKNOWN), as when this process may not look.
  ///
  /// @param within how long it may take; what is under way then is given up
  /// @throws InterruptedException when it is told to give up
  Finding look(Duration within) throws InterruptedException;

  /// What it means that a look did not end in time although it was told to give up.
  default Finding overdue(Duration within) {
    return Finding.unknown("the check did not end within " + within.toSeconds() + " s");
  }
}
