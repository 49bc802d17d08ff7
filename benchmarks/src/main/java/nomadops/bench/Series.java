package nomadops.bench;

import java.util.Arrays;

/// A page of metrics in text, looked at by series.
public record Series(String page) {
  /// The sum of all series of a name; 0 when there is none.
  ///
  /// @param labels each as it is written, e.g. `namespace="default"`; a series has all of them
  public double sum(String name, String... labels) {
    return page.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(Series::value)
        .sum();
  }

  /// How many series there are.
  public long count() {
    return page.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).count();
  }

  /// After the labels, before an exemplar.
  private static double value(String line) {
    int labels = line.indexOf('}');
    String rest = line.substring(labels < 0 ? line.indexOf(' ') : labels + 1).strip();
    return Double.parseDouble(rest.split(" ", 2)[0]);
  }
}
