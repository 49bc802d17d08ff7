package nomadops.demo.exporter;

import java.util.ArrayList;
import java.util.List;

/// One reading of a metrics page in Prometheus' text format.
record Scrape(List<Sample> samples) {
  Scrape {
    samples = List.copyOf(samples);
  }

  /// One series and its value.
  ///
  /// @param labels as they are written, without the braces
  record Sample(String name, String labels, double value) {}

  static Scrape of(String page) {
    List<Sample> samples = new ArrayList<>();
    for (String line : page.lines().toList()) {
      int end = line.lastIndexOf(' ');
      if (!line.startsWith("#") && end > 0) {
        int brace = line.indexOf('{');
        int close = line.lastIndexOf('}');
        boolean labelled = brace >= 0 && close > brace;
        samples.add(
            new Sample(
                line.substring(0, labelled ? brace : end),
                labelled ? line.substring(brace + 1, close) : "",
                Double.parseDouble(line.substring(end + 1))));
      }
    }
    return new Scrape(samples);
  }

  /// What the series of a name come to that have these labels; 0 for none.
  ///
  /// @param labels each as `name="value"`
  double sum(String name, List<String> labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> labels.stream().allMatch(sample.labels()::contains))
        .mapToDouble(Sample::value)
        .sum();
  }
}
