package nomadops.gc.purge;

import java.time.Duration;
import java.util.Optional;
import nomadops.gc.ledger.PurgeOutcome;

/// Hears of every attempt that ended: for metrics, progress and the log. Called on the attempt's
/// thread.
@FunctionalInterface
public interface PurgeListener {
  /// An attempt ended.
  ///
  /// @param latency from sending the DELETE to the end of its evaluation, when that was seen
  void ended(Candidate candidate, PurgeOutcome outcome, Optional<Duration> latency);

  default PurgeListener and(PurgeListener next) {
    return (candidate, outcome, latency) -> {
      ended(candidate, outcome, latency);
      next.ended(candidate, outcome, latency);
    };
  }
}
