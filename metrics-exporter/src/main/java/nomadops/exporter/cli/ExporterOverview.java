package nomadops.exporter.cli;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;
import static nomadops.runtime.status.Figure.rate;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import nomadops.exporter.view.ClusterView;
import nomadops.exporter.view.Freshness;
import nomadops.exporter.view.Kind;
import nomadops.runtime.leader.Leadership;
import nomadops.runtime.status.Decisions;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How an exporter is shown to people.
record ExporterOverview(
    ClusterView view, Freshness freshness, Leadership leadership, Decisions decisions) {
  /// The data that the page is made of.
  ///
  /// @param registry where the exporter's meters are bound
  Overview of(MeterRegistry registry) {
    return Overview.of("Tells the state of the cluster as metrics.")
        .withStanding(leadership::standing)
        .withDoing(this::doing)
        .withFigures(
            rate("Events", meter(registry, "exporter.stream.events")),
            level("Age of the view", "s", meter(registry, "exporter.view.age")),
            level("Event lag", "s", meter(registry, "exporter.stream.lag")),
            level("Jobs", "", () -> view.size(Kind.JOB)),
            level("Allocations", "", () -> view.size(Kind.ALLOCATION)),
            level("Series told", "", meter(registry, "exporter.family.series")))
        .withHolds(this::holds)
        .withDecisions(decisions::newestFirst);
  }

  private String doing() {
    if (!view.ready()) {
      return "Lists the cluster for the first time; nothing is told of it yet.";
    }
    String how = freshness.connected() ? "Follows the event stream" : "Lists again and again";
    return leadership.fence().mayAct()
        ? how + " and tells the cluster at /metrics."
        : how + "; another replica tells the cluster.";
  }

  private List<Hold> holds() {
    List<Hold> all = new ArrayList<>();
    freshness.stale().ifPresent(why -> all.add(new Hold("a fresh view", why)));
    if (!freshness.connected()) {
      String trouble = freshness.trouble();
      all.add(new Hold("event stream", trouble.isEmpty() ? "it is not open yet" : trouble));
    } else if (!freshness.trouble().isEmpty()) {
      all.add(new Hold("a list", freshness.trouble()));
    }
    return all;
  }
}
