package nomadops.exporter.push;

import static io.opentelemetry.sdk.metrics.data.AggregationTemporality.CUMULATIVE;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.data.SummaryData;
import io.opentelemetry.sdk.metrics.data.SummaryPointData;
import io.opentelemetry.sdk.metrics.data.ValueAtQuantile;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Prometheus' snapshots as OpenTelemetry's data: counters and histograms are cumulative since the
/// process began, histograms have their classic buckets, and what OTLP does not know (info) is a
/// gauge. A Prometheus that takes OTLP gives all of it the names that it has when it is scraped.
final class Translation {
  private final Resource resource;
  private final long began;

  /// @param resource attributes of all series
  /// @param began when the process did
  Translation(Map<String, String> resource, Instant began) {
    AttributesBuilder attributes = Attributes.builder();
    resource.forEach(attributes::put);
    this.resource = Resource.create(attributes.build());
    this.began = nanos(began);
  }

  /// @param now when the snapshots were taken
  List<MetricData> of(MetricSnapshots snapshots, Instant now) {
    List<MetricData> all = new ArrayList<>();
    for (MetricSnapshot snapshot : snapshots) {
      told(snapshot, nanos(now)).ifPresent(all::add);
    }
    return all;
  }

  private Optional<MetricData> told(MetricSnapshot snapshot, long now) {
    return switch (snapshot) {
      case GaugeSnapshot s ->
          gauge(s, "", each(s.getDataPoints(), p -> number(p, p.getValue(), now)));
      case UnknownSnapshot s ->
          gauge(s, "", each(s.getDataPoints(), p -> number(p, p.getValue(), now)));
      case InfoSnapshot s -> gauge(s, "_info", each(s.getDataPoints(), p -> number(p, 1, now)));
      case CounterSnapshot s ->
          told(
              s,
              "",
              MetricDataType.DOUBLE_SUM,
              SumData.createDoubleSumData(
                  true, CUMULATIVE, each(s.getDataPoints(), p -> number(p, p.getValue(), now))));
      case HistogramSnapshot s ->
          told(
              s,
              "",
              MetricDataType.HISTOGRAM,
              HistogramData.create(CUMULATIVE, each(s.getDataPoints(), p -> buckets(p, now))));
      case SummarySnapshot s ->
          told(
              s,
              "",
              MetricDataType.SUMMARY,
              SummaryData.create(each(s.getDataPoints(), p -> quantiles(p, now))));
      default -> Optional.empty();
    };
  }

  private Optional<MetricData> gauge(
      MetricSnapshot snapshot, String ending, Collection<DoublePointData> points) {
    return told(
        snapshot, ending, MetricDataType.DOUBLE_GAUGE, GaugeData.createDoubleGaugeData(points));
  }

  private Optional<MetricData> told(
      MetricSnapshot snapshot, String ending, MetricDataType type, Data<?> data) {
    if (data.getPoints().isEmpty()) {
      return Optional.empty();
    }
    String help = Optional.ofNullable(snapshot.getMetadata().getHelp()).orElse("");
    String name = snapshot.getMetadata().getPrometheusName() + ending;
    return Optional.of(new Told(resource, name, help, type, data));
  }

  private static <P, T> List<T> each(Collection<P> points, Function<P, T> made) {
    return points.stream().map(made).toList();
  }

  private DoublePointData number(DataPointSnapshot point, double value, long now) {
    return DoublePointData.create(began, now, attributes(point), value, List.of());
  }

  private HistogramPointData buckets(HistogramDataPointSnapshot point, long now) {
    ClassicHistogramBuckets classic = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < classic.size(); i++) {
      // The last bucket goes to infinity, which OTLP leaves unsaid.
      if (i < classic.size() - 1) {
        bounds.add(classic.getUpperBound(i));
      }
      counts.add(classic.getCount(i));
    }
    if (counts.isEmpty()) {
      counts.add(point.getCount());
    }
    return HistogramPointData.create(
        began, now, attributes(point), point.getSum(), false, 0, false, 0, bounds, counts);
  }

  private SummaryPointData quantiles(SummaryDataPointSnapshot point, long now) {
    List<ValueAtQuantile> values = new ArrayList<>();
    point
        .getQuantiles()
        .forEach(q -> values.add(ValueAtQuantile.create(q.getQuantile(), q.getValue())));
    return SummaryPointData.create(
        began, now, attributes(point), point.getCount(), point.getSum(), values);
  }

  private static Attributes attributes(DataPointSnapshot point) {
    AttributesBuilder attributes = Attributes.builder();
    for (Label label : point.getLabels()) {
      attributes.put(label.getName(), label.getValue());
    }
    return attributes.build();
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }
}
