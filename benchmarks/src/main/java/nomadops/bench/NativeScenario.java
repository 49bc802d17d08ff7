package nomadops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.LatencySummary;

/// The server's own collector and nomad-gc at work at the same time: what users feel beside both,
/// against what they feel beside the server's own alone. Every dead job is gone afterwards, none of
/// them failed for nomad-gc because the server was quicker.
final class NativeScenario {
  private static final double RATE = 20;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final BenchSize size;
  private final Log log;
  private long loads = 1;

  NativeScenario(Cluster cluster, BenchSize size, Log log) {
    this.cluster = cluster;
    this.size = size;
    this.log = log;
  }

  /// How a collection went.
  private record Course(LatencySummary latency, double seconds) {}

  List<Figure> run() throws IOException, InterruptedException {
    log.say("native: the server's own collector on the %s, with and without gc", cluster.name());
    Course alone = alone();
    Course both = both();
    return List.of(
        Figures.GC.shown("native_seconds", alone.seconds(), "s"),
        Figures.GC.shown("native_longest_wait", alone.latency().max() / 1e3, "s"),
        Figures.GC.shown("native_and_gc_seconds", both.seconds(), "s"),
        Figures.GC.shown("native_and_gc_longest_wait", both.latency().max() / 1e3, "s"),
        Figures.GC.shown(
            "native_and_gc_longest_wait_ratio",
            both.latency().max() / alone.latency().max(),
            "ratio"));
  }

  private Course alone() throws IOException, InterruptedException {
    seed("native-");
    try (ForegroundLoad load = begun()) {
      Duration from = load.elapsed();
      collect("native-");
      return course("alone", load, from);
    }
  }

  /// The server begins when nomad-gc is well under way.
  private Course both() throws IOException, InterruptedException {
    seed("both-");
    try (ForegroundLoad load = begun();
        CollectorProcess gc =
            CollectorProcess.start(
                cluster.address(),
                Policies.collect("both-"),
                size.archived(),
                List.of("--once", "--pace", "normal"))) {
      gc.awaitPurges(size.settledPurges() / 2);
      Duration from = load.elapsed();
      collect("both-");
      long end = System.nanoTime() + LONGEST.toNanos();
      while (gc.running()) {
        if (System.nanoTime() > end) {
          throw new IOException("gc run did not end beside the server's own: " + gc.said());
        }
        Thread.sleep(50);
      }
      if (gc.exitCode() != 0) {
        throw new IOException("gc run ended with " + gc.exitCode() + ": " + gc.said());
      }
      return course("with gc, which purged " + gc.purged(), load, from);
    }
  }

  private void seed(String prefix) throws IOException, InterruptedException {
    cluster.seed(prefix, size.bankruptJobs());
    cluster.settle();
  }

  private ForegroundLoad begun() throws InterruptedException {
    ForegroundLoad load = ForegroundLoad.start(cluster.address(), RATE, loads++);
    Thread.sleep(WARM_UP);
    return load;
  }

  private void collect(String prefix) throws IOException, InterruptedException {
    try (NomadHttp http = new NomadHttp(cluster.address())) {
      http.collectAll(prefix, LONGEST);
    }
  }

  private Course course(String what, ForegroundLoad load, Duration from)
      throws IOException, InterruptedException {
    Duration to = load.elapsed();
    cluster.settle();
    load.drain(LONGEST);
    LatencySummary latency = load.between(from, to);
    if (load.failed() > 0) {
      throw new IOException(load.failed() + " jobs of users failed: the waits say nothing");
    }
    double seconds = to.minus(from).toMillis() / 1e3;
    log.say("  %s: %.1f s, %s", what, seconds, latency);
    return new Course(latency, seconds);
  }
}
