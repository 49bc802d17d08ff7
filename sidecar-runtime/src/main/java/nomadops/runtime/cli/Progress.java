package nomadops.runtime.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import nomadops.runtime.config.Durations;

/// How far a task is, as text. Pure.
record Progress(String label, long done, OptionalLong total, Duration elapsed) {
  private static final int WIDEST_BAR = 30;

  /// One line without control characters, e.g. `purging 1200/20000 (6%), 340/s, 55s left`.
  String line() {
    return label + " " + counts() + ", " + rate() + remaining();
  }

  /// The same with a bar, at most `width` characters.
  String bar(int width) {
    String text = line();
    int room = Math.min(WIDEST_BAR, width - text.length() - 3);
    if (total.isPresent() && room >= 5) {
      int filled = (int) Math.round(room * share());
      text = "[" + "█".repeat(filled) + "·".repeat(room - filled) + "] " + text;
    }
    return text.length() <= width ? text : text.substring(0, Math.max(0, width));
  }

  private String counts() {
    return total.isPresent()
        ? done + "/" + total.getAsLong() + " (" + (int) (share() * 100) + "%)"
        : Long.toString(done);
  }

  private double share() {
    long all = total.orElse(0);
    return all <= 0 ? 1 : Math.clamp((double) done / all, 0, 1);
  }

  private double perSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds <= 0 ? 0 : done / seconds;
  }

  private String rate() {
    double rate = perSecond();
    return rate >= 10 || rate == 0
        ? Math.round(rate) + "/s"
        : String.format(Locale.ROOT, "%.1f/s", rate);
  }

  private String remaining() {
    long left = total.orElse(0) - done;
    if (total.isEmpty() || left <= 0 || perSecond() <= 0) {
      return "";
    }
    Duration estimate = Duration.ofMillis(Math.round(left / perSecond() * 1000));
    return ", " + Durations.rough(estimate) + " left";
  }
}
