package nomadops.exporter.latency;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.exporter.selection.Selection;

/// The histogram families: classic buckets for every scraper, native ones for those that speak
/// protobuf, and exemplars that lead from a bucket to an evaluation or an allocation. For many
/// threads.
public final class Latencies implements MultiCollector {
  /// From a fast scheduler to a start that nobody should wait for, in seconds.
  private static final double[] BOUNDS = {
    0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600
  };

  /// Types and statuses are few. Should a server tell of more, the others share one.
  private static final int MOST_LABEL_SETS = 64;

  /// OpenMetrics 1.0 allows an exemplar's labels so many characters in all.
  private static final int LONGEST_EXEMPLAR = 128;

  private final Supplier<Selection> selection;
  private final Map<Family, Kept> kept = new LinkedHashMap<>();

  /// One family's histogram, and the label sets that it has.
  private record Kept(Histogram histogram, Set<List<String>> labelSets) {
    synchronized String[] admitted(String... labelValues) {
      List<String> wanted = List.of(labelValues);
      if (!labelSets.contains(wanted) && labelSets.size() >= MOST_LABEL_SETS) {
        String[] other = new String[labelValues.length];
        Arrays.fill(other, "other");
        return other;
      }
      labelSets.add(wanted);
      return labelValues;
    }
  }

  /// @param selection asked at each scrape; what is not wanted is kept and not shown
  public Latencies(Supplier<Selection> selection) {
    this.selection = selection;
    for (Family family : Families.ALL) {
      if (family.kind() == Family.Kind.HISTOGRAM) {
        Histogram histogram =
            Histogram.builder()
                .name(family.name())
                .help(family.meaning())
                .labelNames(family.labels().toArray(String[]::new))
                .classicUpperBounds(BOUNDS)
                .build();
        kept.put(family, new Kept(histogram, new HashSet<>()));
      }
    }
  }

  /// Takes one duration down.
  ///
  /// @param seconds less than none counts as none: clocks of machines differ
  /// @param exemplarLabel `eval_id` or `alloc_id`
  /// @param exemplarId of the one that took so long; empty for no exemplar
  /// @param labelValues in the order of the family's labels
  /// @throws IllegalArgumentException when the family is no histogram, or has other labels
  public void observe(
      Family family,
      double seconds,
      String exemplarLabel,
      String exemplarId,
      String... labelValues) {
    Kept of = kept.get(family);
    if (of == null || labelValues.length != family.labels().size() || Double.isNaN(seconds)) {
      throw new IllegalArgumentException(
          "%s with the labels %s cannot be observed as %s s of %s"
              .formatted(family.name(), family.labels(), seconds, List.of(labelValues)));
    }
    var point = of.histogram().labelValues(of.admitted(labelValues));
    double value = Math.max(0, seconds);
    if (exemplarId.isEmpty() || exemplarLabel.length() + exemplarId.length() > LONGEST_EXEMPLAR) {
      point.observe(value);
    } else {
      point.observeWithExemplar(value, Labels.of(exemplarLabel, exemplarId));
    }
  }

  @Override
  public MetricSnapshots collect() {
    Selection chosen = selection.get();
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    for (Family family : kept.keySet()) {
      if (chosen.wants(family)) {
        HistogramSnapshot snapshot = Objects.requireNonNull(kept.get(family)).histogram().collect();
        if (!snapshot.getDataPoints().isEmpty()) {
          all.metricSnapshot(snapshot);
        }
      }
    }
    return all.build();
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return kept.values().stream().map(of -> of.histogram().getMetricFamilyDescriptor()).toList();
  }
}
