package nomadops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.LatencySummary;

/// The foreground alone and beside the collector, in turns. A machine that other things run on too,
/// and a server whose log and state grow while it is measured, drift by more than a bar is wide: so
/// the turns are short and each is held against the load alone right before and after it.
///
/// What is compared are medians over the turns, of the p50 and of the p99: a snapshot stalls a real
/// server for a second now and then, and whether it falls into a turn beside the collector or into
/// one alone is chance. The longest that anyone waited is told beside them.
final class ForegroundTurns {
  /// Runs the collector for one turn.
  @FunctionalInterface
  interface Collecting {
    Beside run() throws IOException, InterruptedException;
  }

  /// From when to when, as [ForegroundLoad#elapsed()] tells it.
  record Span(Duration from, Duration to) {}

  /// A turn of the collector, without its start and its end.
  ///
  /// @param rate purges a second
  record Beside(Span span, double rate) {}

  /// Medians over the turns, in milliseconds; the longest over all of them.
  record Felt(double p50, double p99, double longest) {}

  /// @param rate purges a second, the median over the turns
  /// @param p50Ratio the median over the turns of that beside the collector against the load alone
  ///   right before and after
  record Result(double rate, double p50Ratio, Felt alone, Felt beside) {
    double p99Ratio() {
      return beside.p99() / alone.p99();
    }
  }

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

  Result run(String pace, Collecting collecting) throws IOException, InterruptedException {
    List<Span> alone = new ArrayList<>(List.of(alone()));
    List<Span> beside = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (int n = 0; n < size.turns(); n++) {
      Beside turn = collecting.run();
      log.say("  %s: %.0f purges/s, %s", pace, turn.rate(), of(turn.span()));
      rates.add(turn.rate());
      beside.add(turn.span());
      alone.add(alone());
    }
    // Only now, so that who waited beyond the end of a turn is counted in it.
    List<LatencySummary> without = alone.stream().map(this::of).toList();
    List<LatencySummary> with = beside.stream().map(this::of).toList();
    return new Result(Median.of(rates), p50Ratio(without, with), felt(without), felt(with));
  }

  private Span alone() throws InterruptedException {
    cluster.settle();
    Duration from = load.elapsed();
    Thread.sleep(Duration.ofSeconds(size.turnSeconds()));
    Span span = new Span(from, load.elapsed());
    log.say("  alone: %s", of(span));
    return span;
  }

  /// @param alone one more than of the others: before the first of them and after each
  private static double p50Ratio(List<LatencySummary> alone, List<LatencySummary> beside) {
    List<Double> ratios = new ArrayList<>();
    for (int n = 0; n < beside.size(); n++) {
      double around = (alone.get(n).p50() + alone.get(n + 1).p50()) / 2;
      ratios.add(beside.get(n).p50() / around);
    }
    return Median.of(ratios);
  }

  private static Felt felt(List<LatencySummary> turns) {
    return new Felt(
        Median.of(turns.stream().map(LatencySummary::p50).toList()),
        Median.of(turns.stream().map(LatencySummary::p99).toList()),
        turns.stream().mapToDouble(LatencySummary::max).max().orElse(Double.NaN));
  }

  private LatencySummary of(Span span) {
    return load.between(span.from(), span.to());
  }
}
