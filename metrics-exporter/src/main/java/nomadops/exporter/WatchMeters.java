package nomadops.exporter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import nomadops.client.events.StreamGap;
import nomadops.client.events.Topic;
import nomadops.exporter.view.ClusterView;
import nomadops.exporter.view.Freshness;
import nomadops.exporter.view.Kind;
import nomadops.exporter.view.WatchCounts;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What the exporter tells of its watch of the cluster.
public final class WatchMeters {
  private static final String KIND = "kind";
  private static final List<String> READS =
      List.of("leader", "autopilot", "scheduler_configuration", "agent_self", "namespaces");

  private static final Meter READY =
      Meter.gauge(
          "exporter.view.ready",
          "",
          "1 while the view is the whole cluster and not too old, else 0.");
  private static final Meter AGE =
      Meter.gauge("exporter.view.age", "seconds", "How old what is known of the cluster is.");
  private static final Meter CONNECTED =
      Meter.gauge("exporter.stream.connected", "", "1 while the event stream is followed, else 0.");
  private static final Meter LAST_INDEX =
      Meter.gauge("exporter.stream.last.index", "", "The Raft index of the last event.");
  private static final Meter LAG =
      Meter.gauge(
          "exporter.stream.lag",
          "seconds",
          "How old the last event was when it was taken, by the servers' clock and ours.");
  private static final Meter EVENTS =
      Meter.counter("exporter.stream.events", "Events, by topic.", "topic");
  private static final Meter GAPS =
      Meter.counter("exporter.stream.gaps", "Times that events may have been missed.", "cause");
  private static final Meter DISCONNECTS =
      Meter.counter("exporter.stream.disconnects", "Times that the event stream broke.");
  private static final Meter OBJECTS =
      Meter.gauge("exporter.objects", "", "Things that the view holds.", KIND);
  private static final Meter DRIFT =
      Meter.counter(
          "exporter.drift", "Rows that lists told and that events should have told before.", KIND);
  private static final Meter SWEPT =
      Meter.counter(
          "exporter.swept", "Things that lists have shown to be gone; Nomad tells no event.", KIND);
  private static final Meter RESYNC =
      Meter.gauge("exporter.resync.duration", "seconds", "What the last whole list took.", KIND);
  private static final Meter FAILURES =
      Meter.counter("exporter.read.failures", "Reads of Nomad that failed.", "what");

  /// All of them.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "metrics-exporter: the watch of the cluster",
          READY,
          AGE,
          CONNECTED,
          LAST_INDEX,
          LAG,
          EVENTS,
          GAPS,
          DISCONNECTS,
          OBJECTS,
          DRIFT,
          SWEPT,
          RESYNC,
          FAILURES);

  private WatchMeters() {}

  /// Asks them at every scrape.
  public static void bind(
      MeterRegistry registry, ClusterView view, Freshness freshness, WatchCounts counts) {
    Meters meters = new Meters(registry);
    var _ = meters.gauge(READY, () -> view.ready() && freshness.stale().isEmpty() ? 1 : 0);
    var _ = meters.gauge(AGE, () -> view.age().toMillis() / 1e3);
    var _ = meters.gauge(CONNECTED, () -> freshness.connected() ? 1 : 0);
    var _ = meters.gauge(LAST_INDEX, view::streamIndex);
    var _ = meters.gauge(LAG, counts::lagSeconds);
    var _ = meters.counted(DISCONNECTS, counts::disconnects);
    for (Topic topic : Topic.values()) {
      var _ = meters.counted(EVENTS, () -> counts.events(topic.nomadName()), topic.nomadName());
    }
    for (StreamGap.Cause cause : StreamGap.Cause.values()) {
      String word = cause.name().toLowerCase(Locale.ROOT);
      var _ = meters.counted(GAPS, () -> counts.gaps(word), word);
    }
    for (Kind kind : Kind.values()) {
      var _ = meters.gauge(OBJECTS, () -> view.size(kind), kind.word());
      var _ = meters.counted(DRIFT, () -> view.drift(kind), kind.word());
      var _ = meters.counted(SWEPT, () -> counts.swept(kind), kind.word());
      var _ = meters.gauge(RESYNC, () -> counts.sweep(kind).toMillis() / 1e3, kind.word());
      var _ = meters.counted(FAILURES, () -> counts.failures(kind.word()), kind.word());
    }
    for (String read : READS) {
      var _ = meters.counted(FAILURES, () -> counts.failures(read), read);
    }
  }
}
