package nomadops.health.scheduling;

import java.time.Duration;

/// The rhythm of the looks.
///
/// @param every from the start of one to the start of the next
/// @param deadline after which an evaluation that is not done is late
public record LookTerms(Duration every, Duration deadline) {
  public LookTerms {
    if (!every.isPositive() || !deadline.isPositive()) {
      throw new IllegalArgumentException(
          "every is %s and deadline is %s; both are more than 0".formatted(every, deadline));
    }
  }
}
