package nomadops.exporter.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The metrics page as a scraper reads it.
///
/// @param types of each family, by its name
/// @param series values by name and labels, as they are written
record Page(Map<String, String> types, Map<String, Double> series) {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

  static Page of(String text) {
    Map<String, String> types = new TreeMap<>();
    Map<String, Double> series = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      int end = line.lastIndexOf(' ');
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (!line.startsWith("#") && end > 0) {
        series.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
      }
    }
    return new Page(types, series);
  }

  /// The value of one series; -1 for one that is not there.
  double value(String series) {
    return this.series.getOrDefault(series, -1.0);
  }

  /// What all series of a family come to; -1 when it is not there.
  double sum(String family) {
    Map<String, Double> of = these(name -> name.equals(family));
    return of.isEmpty() ? -1 : of.values().stream().mapToDouble(value -> value).sum();
  }

  /// The cluster's state, and not what the process tells of itself.
  Map<String, Double> state() {
    return these(name -> name.startsWith("nomad_") && !name.startsWith("nomad_ops_"));
  }

  /// The cluster's state as it is, without what this process counted while it watched, and without
  /// ages, which go on between two readings.
  Map<String, Double> gauges() {
    return these(name ->
        "gauge".equals(types.get(name))
            && name.startsWith("nomad_")
            && !name.startsWith("nomad_ops_")
            && !name.contains("_oldest_"));
  }

  private Map<String, Double> these(Predicate<String> family) {
    return series.entrySet().stream()
        .filter(each -> family.test(each.getKey().replaceFirst("\\{.*", "")))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }
}
