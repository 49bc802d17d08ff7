package nomadops.exporter.family;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One declared family of series.
///
/// @param name as it is scraped, e.g. `nomad_jobs`; of a counter with `_total`, of an info metric
///   with `_info`, of a histogram without `_bucket`
/// @param detail how many series it has, and so whether it is there when nobody asks for it
/// @param labels in the order of their values
/// @param meaning one sentence for the reference and for `# HELP`
public record Family(String name, Kind kind, Detail detail, List<String> labels, String meaning) {
  private static final Pattern NAME = Pattern.compile("nomad_[a-z][a-z0-9_]*[a-z0-9]");

  /// What kind of series it is.
  public enum Kind {
    GAUGE,
    COUNTER,
    INFO,
    HISTOGRAM;

    /// As the reference spells it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What its number of series grows with.
  public enum Detail {
    /// With namespaces, pools, types and states, and never with the number of jobs, allocations or
    /// nodes: always there.
    CLUSTER,
    /// With jobs: only for the jobs that are asked for.
    JOB,
    /// With nodes: only when it is asked for.
    NODE;

    /// As configuration and reference spell it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Family {
    labels = List.copyOf(labels);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a family's name: " + name);
    }
    if ((kind == Kind.COUNTER) != name.endsWith("_total")
        || (kind == Kind.INFO) != name.endsWith("_info")) {
      throw new IllegalArgumentException(name + " does not end as a " + kind.word() + " should");
    }
    if (labels.contains("job")) {
      throw new IllegalArgumentException(name + ": job is a label of Prometheus; write job_id");
    }
  }

  static Family gauge(String name, Detail detail, String meaning, String... labels) {
    return new Family(name, Kind.GAUGE, detail, List.of(labels), meaning);
  }

  static Family counter(String name, Detail detail, String meaning, String... labels) {
    return new Family(name, Kind.COUNTER, detail, List.of(labels), meaning);
  }

  static Family info(String name, Detail detail, String meaning, String... labels) {
    return new Family(name, Kind.INFO, detail, List.of(labels), meaning);
  }

  static Family histogram(String name, String meaning, String... labels) {
    return new Family(name, Kind.HISTOGRAM, Detail.CLUSTER, List.of(labels), meaning);
  }
}
