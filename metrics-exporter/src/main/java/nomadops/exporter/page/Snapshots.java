package nomadops.exporter.page;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;

/// A reading as a snapshot. The client library knows counters and info metrics by names without
/// their ending, and puts it back where the format wants it.
final class Snapshots {
  /// Each family's once: the client library checks names with care, and there is a page a second.
  private static final Map<Family, MetricMetadata> METADATA = new ConcurrentHashMap<>();

  private Snapshots() {}

  static MetricSnapshot of(Reading reading) {
    Family family = reading.family();
    MetricMetadata metadata = metadata(family);
    return switch (family.kind()) {
      case GAUGE ->
          new GaugeSnapshot(
              metadata,
              each(reading, p -> new GaugeDataPointSnapshot(p.value(), labels(family, p), null)));
      case COUNTER ->
          new CounterSnapshot(
              metadata,
              each(
                  reading,
                  p -> new CounterDataPointSnapshot(p.value(), labels(family, p), null, 0L)));
      case INFO ->
          new InfoSnapshot(
              metadata, each(reading, p -> new InfoDataPointSnapshot(labels(family, p))));
      case HISTOGRAM -> throw new IllegalArgumentException(family.name() + " is observed");
    };
  }

  /// What the registry is told of a family before there is a reading.
  static MetricFamilyDescriptor descriptor(Family family) {
    return MetricFamilyDescriptor.of(
        MetricType.valueOf(family.kind().name()), metadata(family), family.labels());
  }

  private static MetricMetadata metadata(Family family) {
    return METADATA.computeIfAbsent(family, f -> new MetricMetadata(base(f), f.meaning()));
  }

  private static String base(Family family) {
    String name = family.name();
    return switch (family.kind()) {
      case COUNTER -> name.substring(0, name.length() - "_total".length());
      case INFO -> name.substring(0, name.length() - "_info".length());
      case GAUGE, HISTOGRAM -> name;
    };
  }

  private static <T> Collection<T> each(Reading reading, Function<Point, T> made) {
    return reading.points().stream().map(made).toList();
  }

  private static Labels labels(Family family, Point point) {
    return Labels.of(family.labels(), point.labels());
  }
}
