package nomadops.demo.exporter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The exporter's demo as lines of text.
public final class ExporterText {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final int SERIES = 54;
  private static final int NOW = 9;
  private static final int LEAST_COURSE = 10;
  private static final int MOST_COURSE = 60;

  private ExporterText() {}

  /// A heading and a line for each row; none is wider than asked for, unless that is too narrow for
  /// the names.
  public static List<String> table(List<Row> rows, int width) {
    int course = Math.max(LEAST_COURSE, Math.min(MOST_COURSE, width - SERIES - NOW - 5));
    List<String> lines = new ArrayList<>();
    lines.add(line("series", "now", "one column a second, each line by its own greatest"));
    rows.forEach(row -> lines.add(line(row.series(), number(row.now()), course(row, course))));
    return lines.stream()
        .map(line -> line.substring(0, Math.min(line.length(), SERIES + NOW + 5 + course)))
        .toList();
  }

  /// One line for a log.
  public static String line(int second, List<Row> rows) {
    return "%4d s  %s"
        .formatted(
            second,
            rows.stream()
                .map(row -> row.series().replaceFirst("^nomad_", "") + " " + number(row.now()))
                .collect(Collectors.joining(", ")));
  }

  private static String line(String series, String now, String course) {
    return ("  %-" + SERIES + "s %" + NOW + "s  %s").formatted(series, now, course).stripTrailing();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
  }

  private static String course(Row row, int width) {
    List<Double> all = row.course();
    List<Double> shown = all.subList(Math.max(0, all.size() - width), all.size());
    double most = shown.stream().mapToDouble(value -> value).max().orElse(0);
    StringBuilder blocks = new StringBuilder();
    for (double value : shown) {
      double share = most <= 0 ? 0 : Math.max(0, value) / most;
      blocks.append(BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1))));
    }
    return blocks.toString();
  }
}
