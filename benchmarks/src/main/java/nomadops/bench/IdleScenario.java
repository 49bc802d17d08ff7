package nomadops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.WindowedPurge;

/// How fast an idle cluster is collected, against the most that this server can do with any fixed
/// window. The windows and the collector take turns, and the medians are compared: a shared machine
/// gives one and the same thing 40 % more or less from one minute to the next.
final class IdleScenario {
  private final Cluster cluster;
  private final BenchSize size;
  private final Log log;

  IdleScenario(Cluster cluster, BenchSize size, Log log) {
    this.cluster = cluster;
    this.size = size;
    this.log = log;
  }

  /// What was measured, and the most that the server can do, for who else wants to know.
  record Result(double most, List<Figure> figures) {}

  Result run() throws IOException, InterruptedException {
    log.say("idle: the most that the %s can do", cluster.name());
    Map<Integer, List<Double>> fixed = new LinkedHashMap<>();
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < size.idleRounds(); round++) {
      for (int window : size.windows()) {
        double rate = fixed(window, "window-%d-%d-".formatted(round, window));
        fixed.computeIfAbsent(window, _ -> new ArrayList<>()).add(rate);
        log.say("  fixed window %d: %.0f/s", window, rate);
      }
      double rate =
          SustainedRun.of(cluster, "idle-" + round + "-", 2 * size.idleJobs(), size.archived())
              .rate();
      rates.add(rate);
      log.say("  nomad-gc: %.0f/s", rate);
    }
    double most = fixed.values().stream().mapToDouble(Median::of).max().orElseThrow();
    double rate = Median.of(rates);
    return new Result(
        most,
        List.of(
            Figures.GC.shown("idle_purges_per_second_most", most, "1/s"),
            Figures.GC.shown("idle_purges_per_second", rate, "1/s"),
            Figures.GC.atLeast("idle_rate_ratio", rate / most, "ratio", 0.9)));
  }

  private double fixed(int window, String prefix) throws IOException, InterruptedException {
    cluster.seed(prefix, size.idleJobs());
    cluster.settle();
    return WindowedPurge.run(cluster.address(), DeadJobs.ids(prefix, size.idleJobs()), window)
        .perSecond();
  }
}
