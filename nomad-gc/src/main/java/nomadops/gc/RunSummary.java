package nomadops.gc;

import java.time.Duration;
import java.util.Map;
import nomadops.gc.intake.Census;

/// What a run did.
///
/// @param outcomes attempts by how they ended
/// @param listed dead jobs of the last list, by verdict and reason
/// @param left due jobs that were not dealt with: attempts that were given up in the last round
/// @param took from the first list to the last evaluation
public record RunSummary(
    Map<String, Long> outcomes,
    Map<Census.Group, Long> listed,
    int failing,
    int parked,
    long left,
    long duplicatesPrevented,
    long compensations,
    Duration took) {

  public long of(String outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /// Purges a second.
  public double rate() {
    double seconds = took.toNanos() / 1e9;
    return seconds <= 0 ? 0 : of("purged") / seconds;
  }

  /// True if every due job was dealt with.
  public boolean clean() {
    return failing == 0 && parked == 0 && left == 0;
  }
}
