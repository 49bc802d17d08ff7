package nomadops.runtime.status;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nomadops.runtime.status.Markup.Element;

/// A small plot of a figure's course: the highest of each step, with gaps where it was not known.
final class Spark {
  private static final int WIDTH = 180;
  private static final int HEIGHT = 40;

  private Spark() {}

  /// What the plot spans, e.g. `0 to 812, 34 min`.
  static String range(Course course) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < course.size(); i++) {
      float value = course.value(i);
      if (!Float.isNaN(value)) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    if (least > most) {
      return "nothing yet";
    }
    String unit = course.figure().unit();
    String from = Quantity.text(least, unit);
    String to = Quantity.text(most, unit);
    String over = ", " + span(Samples.EVERY.multipliedBy(course.size()));
    return (from.equals(to) ? "steady" : Quantity.bare(from, to) + " to " + to) + over;
  }

  private static String span(Duration time) {
    return time.toSeconds() < 60 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }

  static Element svg(Course course) {
    float[] steps = steps(course);
    float most = 0;
    for (float step : steps) {
      most = Float.isNaN(step) ? most : Math.max(most, step);
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("class", "spark");
    attributes.put("viewBox", "0 0 " + WIDTH + " " + HEIGHT);
    attributes.put("preserveAspectRatio", "none");
    attributes.put("role", "img");
    attributes.put("aria-label", course.figure().label() + ": " + range(course));
    return new Element("svg", attributes, List.of())
        .with(
            Markup.styled("path", "area").attribute("d", path(steps, most, true)),
            Markup.styled("path", "line").attribute("d", path(steps, most, false)));
  }

  // Aligned with the count of all samples, so that a peak does not change its shape as it moves.
  private static float[] steps(Course course) {
    int size = course.size();
    int per = size <= WIDTH ? 1 : size <= 2 * WIDTH ? 2 : 4;
    long first = course.before();
    int count = size == 0 ? 0 : (int) ((first + size - 1) / per - first / per + 1);
    float[] steps = new float[count];
    Arrays.fill(steps, Float.NaN);
    for (int i = 0; i < size; i++) {
      int step = (int) ((first + i) / per - first / per);
      float value = course.value(i);
      if (!Float.isNaN(value)) {
        steps[step] = Float.isNaN(steps[step]) ? value : Math.max(steps[step], value);
      }
    }
    return steps;
  }

  private static String path(float[] steps, float most, boolean area) {
    StringBuilder out = new StringBuilder();
    float scale = most > 0 ? (HEIGHT - 3) / most : 0;
    int from = -1;
    for (int i = 0; i <= steps.length; i++) {
      boolean known = i < steps.length && !Float.isNaN(steps[i]);
      if (known) {
        String y = one(HEIGHT - 1.5f - Math.max(0, steps[i]) * scale);
        if (from < 0) {
          from = i;
          out.append('M').append(x(i, steps.length)).append(' ').append(area ? HEIGHT : y);
        }
        out.append('L').append(x(i, steps.length)).append(' ').append(y);
      } else if (from >= 0) {
        if (area) {
          out.append('L').append(x(i - 1, steps.length)).append(' ').append(HEIGHT).append('Z');
        }
        from = -1;
      }
    }
    return out.toString();
  }

  // The newest is at the right end, and what is not yet there is missing at the left.
  private static String x(int step, int steps) {
    int room = Math.max(24, steps);
    return one((room - steps + step + 1) * (float) WIDTH / room);
  }

  private static String one(float value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
