package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.NaivePurge;

/// Three ways to be rid of many dead jobs at once, each on a server of its own with the same load
/// of users: `gc bankrupt`, `PUT /v1/system/gc`, and a script with 64 connections. Of each: how
/// long it takes until nothing of it is left to do, and the longest that a user waited for a
/// scheduler.
final class BankruptScenario {
  private static final double RATE = 20;
  private static final String DEAD = "dead-";
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final GcBench.ClusterSource clusters;
  private final BenchSize size;
  private final Log log;

  BankruptScenario(GcBench.ClusterSource clusters, BenchSize size, Log log) {
    this.clusters = clusters;
    this.size = size;
    this.log = log;
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
      cluster.settle();
      log.say("%s: %,d dead jobs on the %s", way, size.bankruptJobs(), cluster.name());
      try (ForegroundLoad load = ForegroundLoad.start(cluster.address(), RATE, 1)) {
        Thread.sleep(WARM_UP);
        Duration from = load.elapsed();
        long begin = System.nanoTime();
        Course course = body.go(cluster);
        double gone = seconds(begin);
        cluster.settle();
        double settled = seconds(begin);
        Duration to = load.elapsed();
        load.drain(LONGEST);
        double longest = load.between(from, to).max() / 1e3;
        log.say(
            "  gone after %.1f s, quiet after %.1f s, longest wait %.1f s", gone, settled, longest);
        List<Figure> figures = new ArrayList<>(course.figures());
        figures.add(Figures.GC.shown(way + "_seconds_until_gone", gone, "s"));
        figures.add(Figures.GC.shown(way + "_seconds_until_quiet", settled, "s"));
        figures.add(Figures.GC.shown(way + "_longest_wait", longest, "s"));
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
            Figures.GC.shown("bankrupt_seconds", result.seconds(), "s"),
            Figures.GC.shown("bankrupt_paused_seconds", result.paused(), "s"),
            Figures.GC.shown(
                "bankrupt_purges_per_second", result.purged() / result.purging(), "1/s")));
  }

  private Course naive(Cluster cluster) throws InterruptedException {
    var report = NaivePurge.run(cluster.address(), DeadJobs.ids(DEAD, size.bankruptJobs()));
    return new Course(
        List.of(Figures.GC.shown("naive_purges_per_second", report.perSecond(), "1/s")));
  }

  /// It answers at once and works on.
  private Course systemGc(Cluster cluster) throws IOException, InterruptedException {
    URI address = cluster.address();
    try (NomadHttp http = new NomadHttp(address)) {
      String _ = http.send("PUT", "/v1/system/gc");
      long end = System.nanoTime() + LONGEST.toNanos();
      while (!http.send("GET", "/v1/jobs?per_page=1&prefix=" + DEAD).strip().equals("[]")) {
        if (System.nanoTime() > end) {
          throw new IOException("system gc left jobs for " + LONGEST.toMinutes() + " minutes");
        }
        Thread.sleep(200);
      }
    }
    return new Course(List.of());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
