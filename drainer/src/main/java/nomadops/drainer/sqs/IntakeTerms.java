package nomadops.drainer.sqs;

import java.time.Duration;

/// How a queue is read.
///
/// @param visibility how long a message is hidden from others at a time; it is renewed at a third
///   of that, so this is also how soon another drainer takes over from one that died
/// @param parkAfter the delivery at which an unreadable message is parked; until then it is left in
///   the queue, for a newer version to understand it
/// @param groups whose lifecycle actions are ours
public record IntakeTerms(Duration visibility, int parkAfter, Groups groups) {
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofHours(1);

  public IntakeTerms {
    if (visibility.compareTo(SHORTEST) < 0 || visibility.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "visibility is " + visibility + ", it should be from 2s to 1h, e.g. 60s");
    }
    if (parkAfter < 1) {
      throw new IllegalArgumentException(
          "park-after is " + parkAfter + ", it should be 1 or more, e.g. 3");
    }
  }

  /// With every group ours.
  public IntakeTerms(Duration visibility, int parkAfter) {
    this(visibility, parkAfter, Groups.ALL);
  }

  /// A minute, and the third delivery.
  public static IntakeTerms normal() {
    return new IntakeTerms(Duration.ofSeconds(60), 3);
  }
}
