package nomadops.health.host;

import java.util.Locale;
import nomadops.health.check.Finding;

/// How full a table of the kernel may be.
///
/// @param share more than 0, up to 1
public record Ceiling(double share) {
  public Ceiling {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share " + share + " is out of range: write more than 0 up to 1, e.g. 0.9");
    }
  }

  /// 90 %.
  public static Ceiling usual() {
    return new Ceiling(0.9);
  }

  /// The finding for so many things of at most so many.
  ///
  /// @param things in the plural
  Finding judge(String things, long used, long max) {
    if (max <= 0) {
      return Finding.ok(used + " " + things + ", without a limit");
    }
    double full = (double) used / max;
    String reason =
        String.format(
            Locale.ROOT, "%d of %d %s are in use, %.1f %%", used, max, things, full * 100);
    return full > share
        ? Finding.fail(reason + String.format(Locale.ROOT, ", more than %.1f %%", share * 100))
        : Finding.ok(reason);
  }
}
