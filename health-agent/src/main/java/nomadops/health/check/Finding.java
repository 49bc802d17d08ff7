package nomadops.health.check;

import java.util.Set;

/// What one look found.
///
/// @param reason a sentence for people, of one line and at most [#LONGEST] characters
/// @param failedTargets what outside of the client did not answer, e.g. `registry.example:443`:
///   when a whole fleet fails the same target, it is the target
public record Finding(Health health, String reason, Set<String> failedTargets) {
  /// Characters of a reason; what is longer is cut.
  public static final int LONGEST = 200;

  public Finding {
    reason = line(reason);
    failedTargets = Set.copyOf(failedTargets);
  }

  public static Finding ok(String reason) {
    return new Finding(Health.OK, reason, Set.of());
  }

  public static Finding fail(String reason) {
    return new Finding(Health.FAIL, reason, Set.of());
  }

  /// Targets outside of this client failed it.
  public static Finding fail(String reason, Set<String> failedTargets) {
    return new Finding(Health.FAIL, reason, failedTargets);
  }

  public static Finding unknown(String reason) {
    return new Finding(Health.UNKNOWN, reason, Set.of());
  }

  private static String line(String text) {
    StringBuilder line = new StringBuilder();
    text.strip()
        .codePoints()
        .limit(LONGEST + 1L)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line.toString()
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
