package nomadops.autoscaler.simulate;

import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.outcome.Series;
import nomadops.autoscaler.outcome.WaitHistogram;

/// Counts, while a run goes on.
final class Tally {
  final WaitHistogram waits = new WaitHistogram();
  final WaitHistogram launchLags = new WaitHistogram();
  final Series series = new Series();
  long arrived;
  long unschedulable;
  long started;
  long ended;
  long killed;
  long lostMillis;
  long unfinished;
  long launches;
  long failedLaunches;
  long lastLaunchFailure = -1;
  long terminations;
  long refused;

  private final Setup setup;
  private long at;
  private double queuedMillis;
  private double runningMillis;
  private double billedMillis;
  private int queuePeak;
  private int peakSinceSample;
  private long flaps;
  private int direction;
  private long movedAt;

  Tally(Setup setup) {
    this.setup = setup;
  }

  /// So it was until now.
  void until(long now, int queued, int running) {
    long span = now - at;
    if (span > 0) {
      at = now;
      queuedMillis += (double) queued * span;
      runningMillis += (double) running * span;
      queuePeak = Math.max(queuePeak, queued);
      peakSinceSample = Math.max(peakSinceSample, queued);
    }
  }

  void sample(long now, int queued, int running, int ready, int nodes) {
    series.add(new Series.Point(now, Math.max(peakSinceSample, queued), running, ready, nodes));
    peakSinceSample = 0;
  }

  /// @param way 1 for a launch, -1 for a termination
  void moved(int way, long now) {
    if (direction == -way && now - movedAt <= setup.flapMillis()) {
      flaps++;
    }
    direction = way;
    movedAt = now;
  }

  void bill(long millis) {
    billedMillis += Math.max(millis, setup.leastBilledMillis());
  }

  Outcome outcome(String name, String about, long now, int peakNodes, double doneNodeHours) {
    double nodeHours = billedMillis / 3_600_000;
    double span = Math.max(1, now);
    return new Outcome(
        name,
        about,
        waits,
        now,
        new Outcome.Work(
            arrived,
            started,
            ended,
            killed,
            lostMillis / 3_600_000.0,
            unfinished,
            unschedulable,
            queuePeak),
        new Outcome.Nodes(launches, failedLaunches, terminations, flaps, refused, peakNodes),
        nodeHours,
        nodeHours * setup.pricePerHour(),
        nodeHours == 0 ? 0 : doneNodeHours / nodeHours,
        queuedMillis / span,
        runningMillis / span,
        series.points());
  }
}
