package nomadops.runtime.metrics;

import java.util.List;

/// One declared series.
///
/// @param name with dots, e.g. `gc.purges`; scraped as `nomad_ops_gc_purges_total`
/// @param unit base unit, e.g. `seconds`, `bytes`; empty for plain counts
/// @param tags names of its tags, of bounded cardinality
/// @param meaning one sentence for the reference
public record Meter(String name, Type type, String unit, List<String> tags, String meaning) {

  /// What kind of series it is.
  public enum Type {
    COUNTER,
    GAUGE,
    TIMER
  }

  public Meter {
    if (!name.matches("[a-z][a-z0-9]*([._][a-z0-9]+)*")) {
      throw new IllegalArgumentException("not a meter's name: " + name);
    }
    tags = List.copyOf(tags);
  }

  /// Counts events.
  public static Meter counter(String name, String meaning, String... tags) {
    return new Meter(name, Type.COUNTER, "", List.of(tags), meaning);
  }

  /// A level that goes up and down.
  public static Meter gauge(String name, String unit, String meaning, String... tags) {
    return new Meter(name, Type.GAUGE, unit, List.of(tags), meaning);
  }

  /// Durations, with quantiles from a histogram.
  public static Meter timer(String name, String meaning, String... tags) {
    return new Meter(name, Type.TIMER, "seconds", List.of(tags), meaning);
  }

  /// Its name on the metrics page.
  String scraped() {
    String base = "nomad_ops_" + name.replace('.', '_');
    return switch (type) {
      case COUNTER -> base + "_total";
      case GAUGE -> unit.isEmpty() || base.endsWith(unit) ? base : base + "_" + unit;
      case TIMER -> base + "_seconds";
    };
  }
}
