package nomadops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.LatencySummary;

/// The foreground alone and beside the collector, in turns. A machine that other things run on too,
/// and a server whose log and state grow while it is measured, drift by more than a bar is wide: so
/// the turns are short and each is held against the load alone right before and after it.
///
/// The p50 is the median over the turns. The p99 is that of all samples beside the collector
/// against that of all samples alone, as a turn is too short for one: a stall in one of the turns
/// is in it.
final class ForegroundTurns {
  /// A way to run the collector for one turn.
  @FunctionalInterface
  interface Turn {
    /// Returns the purges a second; the turn begins once `begins` is called and ends on return.
    double run(Runnable begins) throws IOException, InterruptedException;
  }

  private record Span(Duration from, Duration to) {}

  /// @param rate purges a second, the median over the turns
  record Result(double rate, double p50Ratio, double p99Ratio, LatencySummary alone) {}

  private final ForegroundLoad load;
  private final Cluster cluster;
  private final BenchSize size;
  private final Log log;

  ForegroundTurns(ForegroundLoad load, Cluster cluster, BenchSize size, Log log) {
    this.load = load;
    this.cluster = cluster;
    this.size = size;
    this.log = log;
  }

  Result run(String pace, Turn turn) throws IOException, InterruptedException {
    List<Span> alone = new ArrayList<>(List.of(alone()));
    List<Span> beside = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int n = 0; n < size.turns(); n++) {
      Duration[] from = new Duration[1];
      double rate = turn.run(() -> from[0] = load.elapsed());
      Span span = new Span(from[0], load.elapsed());
      log.say("  %s: %.0f purges/s, %s", pace, rate, load.between(span.from(), span.to()));
      rates.add(rate);
      beside.add(span);
      alone.add(alone());
    }
    // Only now, so that who waited beyond the end of a turn is counted in it.
    return new Result(
        Median.of(rates),
        p50Ratio(alone, beside),
        pooled(beside).p99() / pooled(alone).p99(),
        pooled(alone));
  }

  private Span alone() throws InterruptedException {
    cluster.settle();
    Duration from = load.elapsed();
    Thread.sleep(Duration.ofSeconds(size.turnSeconds()));
    Span span = new Span(from, load.elapsed());
    log.say("  alone: %s", load.between(span.from(), span.to()));
    return span;
  }

  private double p50Ratio(List<Span> alone, List<Span> beside) {
    List<Double> ratios = new ArrayList<>();
    for (int n = 0; n < beside.size(); n++) {
      double around = (p50(alone.get(n)) + p50(alone.get(n + 1))) / 2;
      ratios.add(p50(beside.get(n)) / around);
    }
    return Median.of(ratios);
  }

  private double p50(Span span) {
    return load.between(span.from(), span.to()).p50();
  }

  private LatencySummary pooled(List<Span> spans) {
    return LatencySummary.ofNanos(
        spans.stream()
            .flatMapToLong(span ->
                LongStream.of(load.samples().nanos(span.from().toNanos(), span.to().toNanos())))
            .toArray());
  }
}
