package nomadops.autoscaler.report;

import java.time.Duration;
import java.util.Locale;
import nomadops.runtime.config.Durations;

/// Numbers and words for people, on screen and in HTML.
final class Text {
  private Text() {}

  static String span(long millis) {
    return millis < 1000 ? millis + "ms" : Durations.rough(Duration.ofMillis(millis));
  }

  static String number(long value) {
    return of("%,d", value);
  }

  static String number(double value) {
    boolean whole = value == Math.rint(value) || value >= 100;
    return of(whole ? "%,.0f" : "%.1f", value);
  }

  static String percent(double share) {
    return of("%.0f %%", share * 100);
  }

  static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
