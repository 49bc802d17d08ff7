package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.time.Instant;

/// A group that could not launch, and is left alone for a while.
///
/// @param failure the id of the newest failed launch that was counted
/// @param failures in a row
/// @param until when it is tried again
/// @param said what the cloud said
public record Backoff(String failure, int failures, Instant until, String said) {
  /// The same group failed once more.
  static Backoff next(
      int failures, String failure, String said, Instant now, PoolTerms.Trust trust) {
    Duration wait = trust.backoffFirst();
    for (int i = 1; i < failures && wait.compareTo(trust.backoffMost()) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    Duration capped = wait.compareTo(trust.backoffMost()) > 0 ? trust.backoffMost() : wait;
    return new Backoff(failure, failures, now.plus(capped), said);
  }
}
