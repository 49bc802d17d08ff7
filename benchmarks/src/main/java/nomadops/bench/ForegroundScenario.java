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
      LatencySummary before = alone(load);
      Beside courteous = beside(load, "courteous");
      LatencySummary between = alone(load);
      Beside normal = beside(load, "normal");
      LatencySummary after = alone(load);
      LatencySummary naive = naive(load);
      Baseline first = new Baseline(before, between);
      Baseline second = new Baseline(between, after);
      figures.add(Figures.GC.shown("foreground_p50_alone", first.p50(), "ms"));
      figures.add(Figures.GC.shown("foreground_p99_alone", first.p99(), "ms"));
      figures.add(Figures.GC.atLeast("purges_per_second_courteous", courteous.rate(), "1/s", 100));
      ratios(figures, "courteous", courteous.latency(), first, 1.1, 1.5);
      figures.add(Figures.GC.shown("purges_per_second_normal", normal.rate(), "1/s"));
      most.ifPresent(m ->
          figures.add(Figures.GC.atLeast("normal_rate_share", normal.rate() / m, "ratio", 0.5)));
      ratios(figures, "normal", normal.latency(), second, 1.3, 5);
      figures.add(
          Figures.GC.shown("foreground_p50_ratio_naive", naive.p50() / second.p50(), "ratio"));
      figures.add(
          Figures.GC.shown("foreground_p99_ratio_naive", naive.p99() / second.p99(), "ratio"));
      figures.add(Figures.GC.atMost("foreground_failed", (double) load.failed(), "count", 0));
    }
    return figures;
  }

  private static void ratios(
      List<Figure> figures,
      String pace,
      LatencySummary beside,
      Baseline alone,
      double p50Bar,
      double p99Bar) {
    figures.add(
        Figures.GC.atMost(
            "foreground_p50_ratio_" + pace, beside.p50() / alone.p50(), "ratio", p50Bar));
    figures.add(
        Figures.GC.atMost(
            "foreground_p99_ratio_" + pace, beside.p99() / alone.p99(), "ratio", p99Bar));
  }

  private LatencySummary alone(ForegroundLoad load) throws InterruptedException {
    cluster.settle();
    Duration from = load.elapsed();
    Thread.sleep(Duration.ofSeconds(size.baselineSeconds()));
    LatencySummary alone = load.between(from, load.elapsed());
    log.say("  alone: %s", alone);
    return alone;
  }

  private Beside beside(ForegroundLoad load, String pace) throws IOException, InterruptedException {
    try (CollectorProcess gc =
        CollectorProcess.start(
            cluster.address(),
            Policies.collect(DEAD),
            size.archived(),
            List.of("--once", "--pace", pace))) {
      // A long-running process is what is measured, not its start.
      gc.awaitPurges(size.settledPurges());
      Duration from = load.elapsed();
      long purgedBefore = gc.purged();
      long end = System.nanoTime() + Duration.ofSeconds(size.measuredSeconds()).toNanos();
      while (gc.running() && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      Duration to = load.elapsed();
      double rate = (gc.purged() - purgedBefore) / (to.minus(from).toNanos() / 1e9);
      LatencySummary latency = load.between(from, to);
      log.say("  %s: %.0f purges/s, %s", pace, rate, latency);
      return new Beside(rate, latency);
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

  private record Beside(double rate, LatencySummary latency) {}

  /// Baselines drift, so each pace is held against the mean of the load alone before and after it.
  private record Baseline(LatencySummary before, LatencySummary after) {
    double p50() {
      return (before.p50() + after.p50()) / 2;
    }

    double p99() {
      return (before.p99() + after.p99()) / 2;
    }
  }
}
