package nomadops.bench.autoscaler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.autoscaler.outcome.Frontier;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.rehearsal.PolicyStrategy;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.simulate.Setup;
import nomadops.autoscaler.simulate.SideBySide;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.usual.UsualStrategies;
import nomadops.autoscaler.workload.Preset;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;

/// The bars of the autoscaler, part by part.
public final class AutoscalerBench {
  /// What can be measured alone.
  public enum Part {
    DECISION,
    WEEK,
    FRONTIER
  }

  private static final Resources SIZE =
      new Resources(16_000, 65_536, 1_000_000, 64, Resources.ANY_SLOTS, Map.of());
  private static final List<String> USUAL = List.of("target-value", "pass-through", "threshold");
  private static final String OURS = "nomad-ops";

  private final boolean quick;
  private final Log log;

  public AutoscalerBench(boolean quick, Log log) {
    this.quick = quick;
    this.log = log;
  }

  /// Measures, and hands the figures of each part over when it is done.
  public void run(Set<Part> parts, Consumer<Figure> figures) throws InterruptedException {
    if (parts.contains(Part.DECISION)) {
      new Decision(log).figures(quick).forEach(figures);
    }
    if (parts.contains(Part.WEEK)) {
      week(Preset.STEADY, true, figures);
      if (!quick) {
        week(Preset.CI_DAY, false, figures);
      }
    }
    if (parts.contains(Part.FRONTIER)) {
      for (Preset preset : Preset.values()) {
        frontier(preset, figures);
      }
    }
  }

  /// Seven days at 1,000 allocations a minute; a seventh of that when it has to be quick, times
  /// seven.
  private void week(Preset preset, boolean barred, Consumer<Figure> figures)
      throws InterruptedException {
    log.say("drawing a week of %s at 1,000 allocations a minute", preset.word());
    Trace trace = preset.trace(1, Duration.ofDays(7).toMillis(), 1_000.0);
    Contender ours = PolicyStrategy.contender(OURS, PoolTerms.usual("bench", 0, 1_000));
    log.say("simulating %,d allocations under our policy", trace.allocations());
    long start = System.nanoTime();
    List<Outcome> outcome =
        new SideBySide(trace, Setup.of(SIZE), 1).run(List.of(ours), (_, _) -> {});
    double seconds = (System.nanoTime() - start) / 1e9;
    String name = "week_simulated_" + preset.word().replace('-', '_');
    figures.accept(
        barred
            ? Figures.AUTOSCALER.atMost(name, seconds, "s", 10)
            : Figures.AUTOSCALER.shown(name, seconds, "s"));
    figures.accept(
        Figures.AUTOSCALER.shown(
            name + "_node_hours", outcome.getFirst().nodeHours(), "node-hours"));
  }

  /// Ours beside the usual ones: none of them may be better at both.
  private void frontier(Preset preset, Consumer<Figure> figures) throws InterruptedException {
    int days = quick ? 1 : 2;
    Trace trace = preset.trace(1, Duration.ofDays(days).toMillis(), 100.0);
    log.say("comparing strategies on %s, %d days", preset.word(), days);
    List<Contender> contenders = new ArrayList<>();
    contenders.add(PolicyStrategy.contender(OURS, PoolTerms.usual("bench", 0, 1_000)));
    USUAL.forEach(name -> contenders.add(UsualStrategies.named(name)));
    List<Outcome> outcomes = new SideBySide(trace, Setup.of(SIZE), 2).run(contenders, (_, _) -> {});
    String name = preset.word().replace('-', '_');
    for (Outcome outcome : outcomes) {
      String strategy = name + "_" + outcome.strategy().replace('-', '_');
      figures.accept(
          Figures.AUTOSCALER.shown(
              strategy + "_wait_p95", outcome.waits().quantile(0.95) / 1e3, "s"));
      figures.accept(
          Figures.AUTOSCALER.shown(strategy + "_node_hours", outcome.nodeHours(), "node-hours"));
    }
    boolean best = Frontier.of(outcomes).contains(outcomes.getFirst());
    figures.accept(Figures.AUTOSCALER.atLeast(name + "_on_frontier", best ? 1 : 0, "count", 1));
    figures.accept(
        Figures.AUTOSCALER.atMost(
            name + "_killed", (double) outcomes.getFirst().work().killed(), "count", 0));
  }
}
