package nomadops.health.check;

import java.time.Duration;
import java.util.List;

/// When findings become a verdict.
///
/// @param failAfter how many findings of FAIL, none of OK between them
/// @param failFor from the start of the first such look to the end of the last, at least
/// @param clearAfter how many findings of OK, none of FAIL between them
/// @param clearFor how long they last, at least
/// @param holds how long a verdict of FAIL stays whatever is found: for the first, the second, ...
///   that come soon after each other; the last one for all that follow
/// @param forgetAfter how long a check must be well for its earlier failures to be forgotten
/// @param grace after the start and after a gap, for so long nothing is FAIL
/// @param gap between two looks that says that this process, or the machine, was stopped: what was
///   found before says nothing about now
public record Terms(
    int failAfter,
    Duration failFor,
    int clearAfter,
    Duration clearFor,
    List<Duration> holds,
    Duration forgetAfter,
    Duration grace,
    Duration gap) {

  /// With a look each 15 seconds of at most 10, what hangs is FAIL 85 seconds later at the latest.
  public static final Terms USUAL =
      new Terms(
          3,
          Duration.ofSeconds(60),
          10,
          Duration.ofMinutes(5),
          List.of(
              Duration.ofMinutes(5),
              Duration.ofMinutes(10),
              Duration.ofMinutes(20),
              Duration.ofMinutes(60)),
          Duration.ofHours(2),
          Duration.ofSeconds(60),
          Duration.ofMinutes(3));

  public Terms {
    holds = List.copyOf(holds);
    if (failAfter < 1 || clearAfter < 1 || holds.isEmpty()) {
      throw new IllegalArgumentException("a verdict needs a finding, and a hold");
    }
  }

  /// How long the FAIL lasts at least that is the `time`th of lately, from 1.
  Duration hold(int time) {
    return holds.get(Math.min(time, holds.size()) - 1);
  }
}
