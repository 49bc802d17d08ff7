package nomadops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.NaivePurge;

/// Three ways to be rid of many dead jobs at once, each on a server of its own with the same load
/// of users: `gc bankrupt`, `PUT /v1/system/gc`, and a script with 64 connections. Of each: how
/// long it takes until nothing of it is left to do, and the longest that users waited for a
/// scheduler: those with batch jobs, and those with services, who stand in the same queue as the
/// evaluations of purged jobs. Either on a server that keeps up, or on one whose broker is flooded
/// already: with the evaluations of as many jobs that a script has just purged.
final class BankruptScenario {
  private static final double RATE = 20;
  private static final double SERVICES = 2;
  private static final String DEAD = "dead-";
  private static final String FLOOD = "flood-";
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final GcBench.ClusterSource clusters;
  private final BenchSize size;
  private final Log log;
  private final int flood;
  private final String kind;

  private BankruptScenario(GcBench.ClusterSource clusters, BenchSize size, int flood, Log log) {
    this.clusters = clusters;
    this.size = size;
    this.flood = flood;
    this.kind = flood > 0 ? "flooded_" : "";
    this.log = log;
  }

  static BankruptScenario keepingUp(GcBench.ClusterSource clusters, BenchSize size, Log log) {
    return new BankruptScenario(clusters, size, 0, log);
  }

  static BankruptScenario flooded(GcBench.ClusterSource clusters, BenchSize size, Log log) {
    return new BankruptScenario(clusters, size, size.bankruptJobs(), log);
  }

  /// What one way came to.
  private record Course(List<Figure> figures) {}

  @FunctionalInterface
  private interface Way {
    /// Returns once the jobs are gone.
    Course go(Cluster cluster) throws IOException, InterruptedException;
  }

  List<Figure> run() throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(beside("bankrupt", this::bankrupt));
    figures.addAll(beside("system_gc", this::systemGc));
    figures.addAll(beside("naive", this::naive));
    return figures;
  }

  private List<Figure> beside(String way, Way body) throws IOException, InterruptedException {
    try (Cluster cluster = clusters.open()) {
      cluster.seed(DEAD, size.bankruptJobs());
      cluster.seed(FLOOD, flood);
      cluster.settle();
      log.say(
          "%s: %,d dead jobs on the %s, %,d evaluations before it",
          way, size.bankruptJobs(), cluster.name(), flood);
      try (ForegroundLoad load = ForegroundLoad.start(cluster.address(), RATE, 1);
          ForegroundLoad services =
              ForegroundLoad.start(cluster.address(), SERVICES, 2, "service")) {
        Thread.sleep(WARM_UP);
        Flood.pour(cluster.address(), DeadJobs.ids(FLOOD, flood));
        Duration from = load.elapsed();
        long begin = System.nanoTime();
        Course course = body.go(cluster);
        double gone = seconds(begin);
        cluster.settle();
        double settled = seconds(begin);
        Duration to = load.elapsed();
        load.drain(LONGEST);
        services.drain(LONGEST);
        double longest = load.between(from, to).max() / 1e3;
        double service = services.between(from, to).max() / 1e3;
        log.say(
            "  gone after %.1f s, quiet after %.1f s, longest wait %.1f s (batch), %.1f s (service)",
            gone, settled, longest, service);
        List<Figure> figures = new ArrayList<>(course.figures());
        figures.add(Figures.GC.shown(kind + way + "_seconds_until_gone", gone, "s"));
        figures.add(Figures.GC.shown(kind + way + "_seconds_until_quiet", settled, "s"));
        figures.add(Figures.GC.shown(kind + way + "_longest_wait", longest, "s"));
        figures.add(Figures.GC.shown(kind + way + "_longest_wait_service", service, "s"));
        double failed = load.failed() + services.failed();
        figures.add(Figures.GC.atMost(kind + way + "_users_failed", failed, "count", 0));
        return figures;
      }
    }
  }

  private Course bankrupt(Cluster cluster) throws IOException, InterruptedException {
    BankruptProcess.Result result =
        BankruptProcess.run(cluster.address(), Policies.collect(DEAD), LONGEST);
    if (result.purged() < size.bankruptJobs()) {
      throw new IOException("gc bankrupt purged but " + result.purged() + " jobs");
    }
    log.say("  %s", result.stages());
    return new Course(
        List.of(
            Figures.GC.shown(kind + "bankrupt_seconds", result.seconds(), "s"),
            Figures.GC.shown(kind + "bankrupt_paused_seconds", result.paused(), "s"),
            Figures.GC.shown(
                kind + "bankrupt_purges_per_second", result.purged() / result.purging(), "1/s")));
  }

  private Course naive(Cluster cluster) throws InterruptedException {
    var report = NaivePurge.run(cluster.address(), DeadJobs.ids(DEAD, size.bankruptJobs()));
    return new Course(
        List.of(Figures.GC.shown(kind + "naive_purges_per_second", report.perSecond(), "1/s")));
  }

  private Course systemGc(Cluster cluster) throws IOException, InterruptedException {
    try (NomadHttp http = new NomadHttp(cluster.address())) {
      http.collectAll(DEAD, LONGEST);
    }
    return new Course(List.of());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
