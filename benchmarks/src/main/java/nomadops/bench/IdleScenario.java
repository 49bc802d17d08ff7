package nomadops.bench;

import java.io.IOException;
import java.util.List;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.PurgeReport;
import nomadops.simulator.workload.WindowedPurge;

/// How fast an idle cluster is collected, against the most that this server can do with any fixed
/// window.
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
    double most = 0;
    for (int window : size.windows()) {
      String prefix = "window-" + window + "-";
      cluster.seed(prefix, size.idleJobs());
      cluster.settle();
      PurgeReport report =
          WindowedPurge.run(cluster.address(), DeadJobs.ids(prefix, size.idleJobs()), window);
      log.say("  fixed window %d: %.0f/s", window, report.perSecond());
      most = Math.max(most, report.perSecond());
    }
    double rate = collector();
    log.say("  nomad-gc: %.0f/s", rate);
    return new Result(
        most,
        List.of(
            Figures.GC.shown("idle_purges_per_second_most", most, "1/s"),
            Figures.GC.shown("idle_purges_per_second", rate, "1/s"),
            Figures.GC.atLeast("idle_rate_ratio", rate / most, "ratio", 0.9)));
  }

  /// Sustained: after the first third, in which the law still learns and the JVM still compiles.
  private double collector() throws IOException, InterruptedException {
    int jobs = 2 * size.idleJobs();
    cluster.seed("idle-", jobs);
    cluster.settle();
    try (CollectorProcess gc =
        CollectorProcess.start(
            cluster.address(),
            Policies.collect("idle-"),
            size.archived(),
            List.of("--once", "--pace", "normal"))) {
      gc.awaitPurges(jobs / 3);
      long from = System.nanoTime();
      long before = gc.purged();
      gc.awaitPurges(jobs);
      return (gc.purged() - before) / ((System.nanoTime() - from) / 1e9);
    }
  }
}
