package nomadops.gc.gather;

import java.time.Duration;
import nomadops.gc.archive.ArchivedJob;
import nomadops.gc.ledger.PurgeOutcome;

/// What reading a candidate came to.
sealed interface Gathered {
  /// All that is to be kept of it.
  record Whole(ArchivedJob job) implements Gathered {}

  /// There is nothing to keep: the attempt ends here.
  record Over(PurgeOutcome outcome) implements Gathered {}

  /// Nomad is overloaded, broken or away: the same candidate may be tried again.
  ///
  /// @param retryAfter how long Nomad asked us to stay away; zero if it did not
  record Strained(Duration retryAfter, String why) implements Gathered {}

  /// Nomad does not accept the token.
  record Forbidden(String why) implements Gathered {}
}
