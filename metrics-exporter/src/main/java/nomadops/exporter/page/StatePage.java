package nomadops.exporter.page;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nomadops.client.time.Ticker;
import nomadops.exporter.ExporterMeters;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import nomadops.exporter.reading.ClusterReadings;
import nomadops.exporter.reading.Reading;
import nomadops.exporter.selection.Budget.Cut;
import nomadops.exporter.selection.Selection;
import org.jspecify.annotations.Nullable;

/// The cluster's state as a part of the metrics page. What was read is shown again for a moment:
/// scrapers that come together cost one reading, and those that come while it is made wait for it.
/// A family that is empty or not wanted is not there.
public final class StatePage implements MultiCollector {
  private static final long FRESH = Duration.ofMillis(250).toNanos();

  private final ClusterReadings readings;
  private final Supplier<Selection> selection;
  private final ExporterMeters meters;
  private final Ticker ticker;
  private @Nullable MetricSnapshots last;
  private long readAt;

  /// @param selection asked at each reading, so it may change
  public StatePage(
      ClusterReadings readings,
      Supplier<Selection> selection,
      ExporterMeters meters,
      Ticker ticker) {
    this.readings = readings;
    this.selection = selection;
    this.meters = meters;
    this.ticker = ticker;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    MetricSnapshots known = last;
    if (known != null && ticker.nanos() - readAt < FRESH) {
      return known;
    }
    long start = ticker.nanos();
    MetricSnapshots read = read(selection.get());
    readAt = ticker.nanos();
    meters.read(Duration.ofNanos(readAt - start));
    last = read;
    return read;
  }

  private MetricSnapshots read(Selection chosen) {
    List<MetricSnapshot> all = new ArrayList<>();
    for (Reading reading : readings.read()) {
      if (chosen.wants(reading.family()) && !reading.points().isEmpty()) {
        Cut cut = chosen.budget().cut(reading);
        meters.shown(reading.family(), reading.points().size(), cut.dropped());
        all.add(Snapshots.of(cut.kept()));
      }
    }
    return new MetricSnapshots(all);
  }

  /// Those that a reading may have: a scrape of others alone reads nothing.
  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return Families.ALL.stream()
        .filter(family -> family.kind() != Family.Kind.HISTOGRAM)
        .map(Snapshots::descriptor)
        .toList();
  }
}
