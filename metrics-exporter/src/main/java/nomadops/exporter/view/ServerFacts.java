package nomadops.exporter.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.AutopilotHealth;
import nomadops.exporter.collection.Thresholds;
import nomadops.exporter.family.CollectionFamilies;
import nomadops.exporter.family.Family;
import nomadops.exporter.family.NodeFamilies;
import nomadops.exporter.reading.Point;
import nomadops.exporter.reading.Reading;

/// What the servers say of themselves. What was not told, or may not be asked, is absent. For many
/// threads.
public final class ServerFacts {
  private final InstantSource clock;
  private Optional<Boolean> leader = Optional.empty();
  private Optional<AutopilotHealth> autopilot = Optional.empty();
  private Optional<Boolean> brokerPaused = Optional.empty();
  private Optional<Thresholds> thresholds = Optional.empty();

  public ServerFacts(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void leader(Optional<Boolean> known) {
    leader = known;
  }

  synchronized void autopilot(Optional<AutopilotHealth> health) {
    autopilot = health;
  }

  synchronized void brokerPaused(Optional<Boolean> paused) {
    brokerPaused = paused;
  }

  synchronized void thresholds(Optional<Thresholds> known) {
    thresholds = known.or(() -> thresholds);
  }

  synchronized boolean knowsThresholds() {
    return thresholds.isPresent();
  }

  /// As configured, or as usual while nobody told.
  synchronized Thresholds thresholds() {
    return thresholds.orElse(Thresholds.USUAL);
  }

  /// Nanoseconds since the epoch.
  long nowNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  synchronized List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    leader.ifPresent(known -> readings.add(single(NodeFamilies.LEADER, known ? 1 : 0)));
    brokerPaused.ifPresent(
        paused -> readings.add(single(NodeFamilies.BROKER_PAUSED, paused ? 1 : 0)));
    autopilot.ifPresent(health -> {
      readings.add(single(NodeFamilies.AUTOPILOT_HEALTHY, health.healthy() ? 1 : 0));
      readings.add(single(NodeFamilies.FAILURE_TOLERANCE, health.failureTolerance()));
    });
    thresholds.ifPresent(known -> {
      List<Point> points = new ArrayList<>();
      for (Map.Entry<String, Duration> object : known.byObject().entrySet()) {
        points.add(new Point(List.of(object.getKey()), (double) object.getValue().toSeconds()));
      }
      readings.add(new Reading(CollectionFamilies.THRESHOLD, points));
      readings.add(single(CollectionFamilies.INTERVAL, (double) known.interval().toSeconds()));
    });
    return readings;
  }

  private static Reading single(Family family, double value) {
    return new Reading(family, List.of(new Point(List.of(), value)));
  }
}
