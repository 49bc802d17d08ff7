package nomadops.runtime.status;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, as people say it. The page's script says the same in the same words.
final class Ago {
  private Ago() {}

  static String text(Instant at, Instant now) {
    long seconds = Duration.between(at, now).toSeconds();
    if (seconds < 0) {
      return "in " + span(-seconds);
    }
    return seconds == 0 ? "now" : span(seconds) + " ago";
  }

  private static String span(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
  }
}
