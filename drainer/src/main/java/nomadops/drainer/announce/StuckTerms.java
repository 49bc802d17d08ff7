package nomadops.drainer.announce;

import java.time.Duration;

/// When an instance is stuck: something has failed for longer than `after` without a success; or
/// half of its budget is over and nothing has changed for longer than `afterQuiet`; or it is not
/// closed a minute after its budget's end. One that only waits for its time is not stuck.
///
/// @param after of failing
/// @param afterQuiet of nothing new
public record StuckTerms(Duration after, Duration afterQuiet) {
  public StuckTerms {
    positive("stuck-after", after);
    positive("stuck-after-quiet", afterQuiet);
  }

  /// What holds when nobody says anything.
  public static StuckTerms normal() {
    return new StuckTerms(Duration.ofMinutes(2), Duration.ofMinutes(15));
  }

  private static void positive(String field, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(field + ": " + value + " is not positive; write e.g. 2m");
    }
  }
}
