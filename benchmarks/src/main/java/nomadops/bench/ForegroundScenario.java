package nomadops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.LatencySummary;
import nomadops.simulator.workload.NaivePurge;

/// What users feel while dead jobs are collected: the latency of 20 foreground jobs a second,
/// against the same load alone.
final class ForegroundScenario {
  private static final double RATE = 20;
  private static final String DEAD = "dead-";
  private static final String NAIVE = "naive-";

  private final Cluster cluster;
  private final BenchSize size;
  private final Log log;

  ForegroundScenario(Cluster cluster, BenchSize size, Log log) {
    this.cluster = cluster;
    this.size = size;
    this.log = log;
  }

  /// @param most purges a second that the server can do when idle; empty if not measured
  List<Figure> run(OptionalDouble most) throws IOException, InterruptedException {
    log.say("foreground: %,d dead jobs on the %s", size.deadJobs(), cluster.name());
    cluster.seed(DEAD, size.deadJobs());
    cluster.seed(NAIVE, size.naiveJobs());
    List<Figure> figures = new ArrayList<>();
    try (ForegroundLoad load = ForegroundLoad.start(cluster.address(), RATE, 1)) {
      Thread.sleep(Duration.ofSeconds(size.loadWarmUpSeconds()));
      ForegroundTurns turns = new ForegroundTurns(load, cluster, size, log);
      ForegroundTurns.Result courteous = turns.run("courteous", () -> gc("courteous", load));
      ForegroundTurns.Result normal = turns.run("normal", () -> gc("normal", load));
      LatencySummary naive = naive(load);
      ForegroundTurns.Felt alone = normal.alone();
      figures.add(Figures.GC.shown("foreground_p50_alone", alone.p50(), "ms"));
      figures.add(Figures.GC.shown("foreground_p99_alone", alone.p99(), "ms"));
      figures.add(Figures.GC.atLeast("purges_per_second_courteous", courteous.rate(), "1/s", 100));
      ratios(figures, "courteous", courteous, 1.1, 1.5);
      figures.add(Figures.GC.shown("purges_per_second_normal", normal.rate(), "1/s"));
      most.ifPresent(m ->
          figures.add(Figures.GC.atLeast("normal_rate_share", normal.rate() / m, "ratio", 0.5)));
      ratios(figures, "normal", normal, 1.3, 5);
      figures.add(
          Figures.GC.shown("foreground_p50_ratio_naive", naive.p50() / alone.p50(), "ratio"));
      figures.add(
          Figures.GC.shown("foreground_p99_ratio_naive", naive.p99() / alone.p99(), "ratio"));
      figures.add(Figures.GC.atMost("foreground_failed", (double) load.failed(), "count", 0));
    }
    return figures;
  }

  private static void ratios(
      List<Figure> figures,
      String pace,
      ForegroundTurns.Result result,
      double p50Bar,
      double p99Bar) {
    figures.add(
        Figures.GC.shown("foreground_longest_alone_" + pace, result.alone().longest(), "ms"));
    figures.add(Figures.GC.shown("foreground_longest_" + pace, result.beside().longest(), "ms"));
    figures.add(
        Figures.GC.atMost("foreground_p50_ratio_" + pace, result.p50Ratio(), "ratio", p50Bar));
    figures.add(
        Figures.GC.atMost("foreground_p99_ratio_" + pace, result.p99Ratio(), "ratio", p99Bar));
  }

  /// One turn of the collector, in a process of its own.
  private ForegroundTurns.Beside gc(String pace, ForegroundLoad load)
      throws IOException, InterruptedException {
    try (CollectorProcess gc =
        CollectorProcess.start(
            cluster.address(),
            Policies.collect(DEAD),
            size.archived(),
            List.of("--once", "--pace", pace))) {
      // A long-running process is what is measured, not its start.
      gc.awaitPurges(size.settledPurges());
      Duration from = load.elapsed();
      Duration end = from.plusSeconds(size.turnSeconds());
      long before = gc.purged();
      while (gc.running() && load.elapsed().compareTo(end) < 0) {
        Thread.sleep(50);
      }
      Duration to = load.elapsed();
      double rate = (gc.purged() - before) / (to.minus(from).toNanos() / 1e9);
      return new ForegroundTurns.Beside(new ForegroundTurns.Span(from, to), rate);
    }
  }

  private LatencySummary naive(ForegroundLoad load) throws InterruptedException {
    List<String> ids = DeadJobs.ids(NAIVE, size.naiveJobs());
    Duration from = load.elapsed();
    var report = NaivePurge.run(cluster.address(), ids);
    Duration to = load.elapsed();
    cluster.settle();
    load.drain(Duration.ofSeconds(30));
    LatencySummary naive = load.between(from, to);
    log.say("  naive: %.0f deletes/s, %s", report.perSecond(), naive);
    return naive;
  }
}
