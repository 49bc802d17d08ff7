package nomadops.bench.health;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;
import nomadops.bench.health.Watched.Story;

/// A fleet's story: one client falls sick and is quarantined, which shows that the controller acts;
/// then every client fails a target that all of them ask; then, a handful after the other, 30 % of
/// them are really sick.
final class FleetScenario {
  private static final int SICK_PERCENT = 30;

  /// What an operator allows who says nothing.
  private static final double BUDGET = 0.2;

  /// A controller that quarantines nobody keeps to every budget, and one that is late by as long as
  /// clients must have been sick stays below it: three quarters of it are to be reached.
  private static final double LEAST_OF_BUDGET = 0.75;

  private final HealthSize size;
  private final Log log;
  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Integer> held = new TreeMap<>();

  FleetScenario(HealthSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    log.say(
        "fleet: %,d agents report to %s",
        size.agents(),
        size.moved()
            ? "a controller in this process, whose clock is moved on"
            : "a controller process, in real time: about a quarter of an hour");
    try (Fleet fleet = new Fleet(size.agents());
        Watched watched = size.moved() ? new MovedWatch(fleet) : new LaunchedWatch(fleet)) {
      Story story = watched.story();
      watched.pass(story.calm(), Plight.well());
      // Long enough for it to be reported, believed and acted upon.
      watched.pass(story.common(), new Plight(false, 1));
      int before = fleet.ineligible().taken();
      log.say("  calm is over: of one sick client, %d quarantined", before);
      figures.add(Figures.HEALTH.atLeast("fleet_acts", before, "count", 1));
      common(fleet, watched);
      sick(fleet, watched);
      figures.add(Figures.HEALTH.atMost("fleet_refused", (double) watched.refused(), "count", 0));
    }
    return figures;
  }

  private void common(Fleet fleet, Watched watched) throws IOException, InterruptedException {
    Story story = watched.story();
    int before = fleet.ineligible().taken();
    int most = 0;
    int last = 0;
    int held = 0;
    for (Duration past = Duration.ZERO;
        past.compareTo(story.common()) < 0;
        past = past.plus(story.step())) {
      watched.pass(story.step(), new Plight(true, 1));
      last = watched.causes();
      most = Math.max(most, last);
      held = Math.max(held, watched.held().getOrDefault("common-cause", 0));
    }
    int quarantined = fleet.ineligible().taken() - before;
    log.say(
        "  a target is down for all: %d quarantined, %d common cause, which holds %,d clients",
        quarantined, last, held);
    figures.add(Figures.HEALTH.atMost("common_quarantined", quarantined, "count", 0));
    figures.add(Figures.HEALTH.atLeast("common_causes", last, "count", 1));
    figures.add(Figures.HEALTH.atMost("common_causes_most", most, "count", 1));
    figures.add(Figures.HEALTH.atLeast("common_held_clients", held, "count", size.agents() - 1));
  }

  private void sick(Fleet fleet, Watched watched) throws IOException, InterruptedException {
    Story story = watched.story();
    int all = size.agents() * SICK_PERCENT / 100;
    for (int sick = 1; sick < all; ) {
      sick = Math.min(all, sick + story.handful());
      watched.pass(story.step(), new Plight(false, sick));
      remember(watched);
    }
    watched.pass(story.after(), new Plight(false, all));
    remember(watched);
    Ineligible seen = fleet.ineligible();
    log.say(
        "  %d sick clients: at most %d of %,d were ineligible at once, %d were put back; left alone at once, by guard: %s",
        all, seen.most(), size.agents(), seen.put(), held);
    double share = (double) seen.most() / size.agents();
    figures.add(Figures.HEALTH.shown("sick_clients", all, "count"));
    figures.add(Figures.HEALTH.atMost("sick_most_ineligible_share", share, "ratio", BUDGET));
    figures.add(
        Figures.HEALTH.atLeast("sick_budget_used", share / BUDGET, "ratio", LEAST_OF_BUDGET));
    figures.add(Figures.HEALTH.atMost("sick_released", seen.put(), "count", 0));
    held.forEach((guard, clients) ->
        figures.add(
            Figures.HEALTH.shown("sick_held_" + guard.replace('-', '_'), clients, "count")));
  }

  /// The most that each guard ever held at once.
  private void remember(Watched watched) throws IOException, InterruptedException {
    watched.held().forEach((guard, clients) -> held.merge(guard, clients, Math::max));
  }
}
