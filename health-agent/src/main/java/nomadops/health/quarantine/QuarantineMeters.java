package nomadops.health.quarantine;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.Guard;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What is counted of quarantines. What is read off a turn is not a number before the first one.
public final class QuarantineMeters implements Observer {
  private static final Meter CLIENTS =
      Meter.gauge(
          "health.quarantine.clients",
          "",
          "Clients by how they stand: quarantined by us, telling how they are, silent.",
          "state");
  private static final Meter HELD =
      Meter.gauge(
          "health.quarantine.held.clients",
          "",
          "Clients that are sick, or could be released, and are left alone, by the guard.",
          "guard");
  private static final Meter CAUSES =
      Meter.gauge(
          "health.quarantine.common.causes",
          "",
          "Targets or checks that so many clients fail that it is not the clients' fault.");
  private static final Meter DECISIONS =
      Meter.counter(
          "health.quarantine.decisions",
          "Decisions, by what became of them.",
          "decision",
          "outcome");
  private static final Meter VIEW_AGE =
      Meter.gauge(
          "health.quarantine.view.age", "seconds", "How long ago the cluster was last read whole.");
  private static final Meter DRY_RUN =
      Meter.gauge("health.quarantine.dry.run", "", "1 while decisions are only told.");
  private static final Meter LEADING =
      Meter.gauge("health.quarantine.leading", "", "1 while this controller is the one that acts.");
  private static final Meter TURN =
      Meter.timer("health.quarantine.turn", "How long a look, a decision and what followed took.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "health-controller", CLIENTS, HELD, CAUSES, DECISIONS, VIEW_AGE, DRY_RUN, LEADING, TURN);

  private final Meters meters;
  private final Duration reportTells;
  private final Instant started;
  private volatile Seen seen = new Seen(Map.of(), Map.of());
  private volatile Instant lastWhole;

  /// What the gauges show.
  private record Seen(Map<Guard, Long> held, Map<String, Double> levels) {}

  /// @param reportTells how long a report tells how a client is
  public QuarantineMeters(MeterRegistry registry, Duration reportTells, InstantSource clock) {
    this.meters = new Meters(registry);
    this.reportTells = reportTells;
    this.started = clock.instant();
    this.lastWhole = started;
    for (String state : List.of("quarantined", "telling", "silent")) {
      meters.gauge(CLIENTS, () -> level(state), state);
    }
    for (Guard guard : Guard.values()) {
      meters.gauge(HELD, () -> seen.held().getOrDefault(guard, 0L), guard.word());
    }
    meters.gauge(CAUSES, () -> level("causes"));
    meters.gauge(DRY_RUN, () -> level("dry_run"));
    meters.gauge(LEADING, () -> level("leading"));
    meters.gauge(VIEW_AGE, () -> Duration.between(lastWhole, clock.instant()).toMillis() / 1e3);
    for (String decision : List.of("quarantine", "release", "disown")) {
      for (Outcome outcome :
          List.of(new Outcome.Done(), new Outcome.NotDone(""), new Outcome.Unknown(""))) {
        meters.counter(DECISIONS, decision, outcome.word());
      }
    }
  }

  private double level(String name) {
    return seen.levels().getOrDefault(name, Double.NaN);
  }

  @Override
  public void turned(Turn turn) {
    if (turn.reading().trouble().isEmpty()) {
      lastWhole = turn.at();
    }
    Map<Guard, Long> held = new EnumMap<>(Guard.class);
    turn.holds().forEach(hold -> held.merge(hold.guard(), 1L, Long::sum));
    seen =
        new Seen(
            held,
            Map.of(
                "quarantined",
                count(turn, node -> node.ownership().isPresent() ? 1 : 0),
                "telling",
                count(turn, node -> tells(node, turn.at()) ? 1 : 0),
                "silent",
                count(turn, node -> node.ready() && !tells(node, turn.at()) ? 1 : 0),
                "causes",
                (double) turn.causes().count(),
                "dry_run",
                turn.reading().facts().dryRun() ? 1.0 : 0.0,
                "leading",
                turn.reading().facts().leaderSince().isPresent() ? 1.0 : 0.0));
    turn.deeds().forEach(this::count);
    meters.timer(TURN).record(turn.took());
  }

  private static double count(Turn turn, ToDoubleFunction<NodeFacts> one) {
    return turn.reading().facts().nodes().stream().mapToDouble(one).sum();
  }

  private boolean tells(NodeFacts node, Instant now) {
    return node.report().filter(report -> report.tells(now, reportTells)).isPresent();
  }

  private void count(Turn.Deed deed) {
    String word = deed.outcome().word();
    switch (deed.decision()) {
      case Decision.Quarantine _ -> meters.counter(DECISIONS, "quarantine", word).increment();
      case Decision.Release _ -> meters.counter(DECISIONS, "release", word).increment();
      case Decision.Disown _ -> meters.counter(DECISIONS, "disown", word).increment();
      case Decision.Hold _, Decision.CommonCause _ -> {
        // Shown as levels.
      }
    }
  }
}
