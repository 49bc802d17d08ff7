package nomadops.health.scheduling.policy;

import java.time.Duration;

/// How sure one must be, and how often what is done.
///
/// @param looks late ones in a row, at the least, before anything is done
/// @param wedged for which they must have been late before leadership is handed over
/// @param further for which they must be late again after it
/// @param handOverHolds for so long a hand-over counts as tried; then it is tried anew, and nothing
///   is condemned for an older one
/// @param grace how long liveness fails at most. Whoever restarts on it must have done so by then
/// @param interlock how long after a condemnation no other server is condemned: it must be longer
///   than a server takes to fail, restart and be a healthy voter again
/// @param rate this server is condemned once in such a time at most
/// @param skew by which servers' clocks may differ, and for which a decision may wait until it is
///   performed
public record WedgeTerms(
    int looks,
    Duration wedged,
    Duration further,
    Duration handOverHolds,
    Duration grace,
    Duration interlock,
    Duration rate,
    Duration skew) {

  public WedgeTerms {
    if (looks < 2 || looks > 1_000) {
      throw new IllegalArgumentException(
          "looks is " + looks + "; one late look proves nothing, so it is 2 to 1000");
    }
    positive("wedged", wedged);
    positive("further", further);
    positive("grace", grace);
    positive("rate", rate);
    if (skew.isNegative()) {
      throw new IllegalArgumentException("skew is " + skew + "; it is 0 or more");
    }
    atLeast("handOverHolds", handOverHolds, "further", further);
    atLeast("interlock", interlock, "grace", grace);
  }

  /// Six looks and two minutes, three more after the hand-over, one restart an hour.
  public static WedgeTerms usual() {
    return new WedgeTerms(
        6,
        Duration.ofMinutes(2),
        Duration.ofMinutes(3),
        Duration.ofMinutes(15),
        Duration.ofMinutes(3),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofMinutes(1));
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is " + value + "; it is more than 0");
    }
  }

  private static void atLeast(String name, Duration value, String lesser, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "%s is %s; it is at least %s, which is %s".formatted(name, value, lesser, least));
    }
  }
}
