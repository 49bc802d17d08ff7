package nomadops.bench.health;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;
import nomadops.bench.ProcessorTime;
import nomadops.bench.Series;
import nomadops.simulator.workload.LatencySummary;

/// What a controller costs beside a fleet whose agents report every 15 seconds, how many reports it
/// takes when they are pushed, and how long its turns take.
final class CostScenario {
  private static final String TURN = "nomad_ops_health_quarantine_turn_seconds";

  /// The load is what it says it is.
  private static final double LEAST_OF_REPORTS = 0.95;

  /// When all agents of three such fleets were restarted in one moment, nobody would wait for the
  /// next report.
  private static final double TIMES_USUAL = 3;

  /// Half as much again as its heap may have, which the launcher says; and twice the heap when
  /// reports are pushed.
  private static final double RESIDENT_BAR_MB = 192;

  private static final double PUSHED_RESIDENT_BAR_MB = 256;

  private final HealthSize size;
  private final Log log;
  private final List<Figure> figures = new ArrayList<>();

  CostScenario(HealthSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    log.say("cost: %,d agents report to a controller process every 15 s", size.agents());
    try (Fleet fleet = new Fleet(size.agents());
        LaunchedHealth controller = fleet.controller()) {
      try (Agents agents = agents(fleet, controller)) {
        agents.begin(LaunchedWatch.EVERY);
        Thread.sleep(size.settled());
        usual(controller, agents);
      }
      try (Agents agents = agents(fleet, controller)) {
        pushed(controller, agents);
      }
      resident("cost_pushed_rss_peak", controller, PUSHED_RESIDENT_BAR_MB);
    }
    turns();
    return figures;
  }

  private static Agents agents(Fleet fleet, LaunchedHealth controller) throws IOException {
    return new Agents(
        fleet.nodes(), new Post(controller.reports(), Fleet.SECRET), InstantSource.system());
  }

  private double due() {
    return size.agents() / (double) LaunchedWatch.EVERY.toSeconds();
  }

  private void usual(LaunchedHealth controller, Agents agents)
      throws IOException, InterruptedException {
    ProcessorTime time = ProcessorTime.soFar();
    double cpu = controller.cpuSeconds();
    long taken = agents.taken();
    Series before = controller.metrics();
    long start = System.nanoTime();
    Thread.sleep(size.watched());
    double seconds = (System.nanoTime() - start) / 1e9;
    double perSecond = (agents.taken() - taken) / seconds;
    Series after = controller.metrics();
    double count = after.sum(TURN + "_count") - before.sum(TURN + "_count");
    double sum = after.sum(TURN + "_sum") - before.sum(TURN + "_sum");
    log.say(
        "  %.1f reports a second, %d refused; a turn takes %.1f ms",
        perSecond, agents.refused(), 1e3 * sum / count);
    figures.add(Figures.HEALTH.atLeast("cost_reports", perSecond, "1/s", LEAST_OF_REPORTS * due()));
    figures.add(Figures.HEALTH.atMost("cost_refused", (double) agents.refused(), "count", 0));
    show("cost_cpu_share", (controller.cpuSeconds() - cpu) / seconds, "ratio");
    show("cost_rss", controller.residentMb(), "MB");
    resident("cost_rss_peak", controller, RESIDENT_BAR_MB);
    show("cost_turn_mean", 1e3 * sum / count, "ms");
    show("cost_stolen_share", ProcessorTime.soFar().stolenSince(time), "ratio");
  }

  /// Nobody else reports meanwhile: of two reports of one client that cross, the older is refused.
  private void pushed(LaunchedHealth controller, Agents agents) throws InterruptedException {
    double cpu = controller.cpuSeconds();
    double perSecond = agents.push(size.pushed());
    double each = (controller.cpuSeconds() - cpu) / agents.taken();
    log.say("  pushed: %.0f reports a second, %d refused", perSecond, agents.refused());
    figures.add(Figures.HEALTH.atLeast("cost_pushed", perSecond, "1/s", TIMES_USUAL * due()));
    figures.add(
        Figures.HEALTH.atMost("cost_pushed_refused", (double) agents.refused(), "count", 0));
    show("cost_pushed_cpu_each", 1e3 * each, "ms");
  }

  private void turns() throws IOException, InterruptedException {
    try (Fleet fleet = new Fleet(size.agents());
        MovedWatch watched = new MovedWatch(fleet)) {
      watched.turn(size.turns() / 10);
      watched.turn(size.turns());
      LatencySummary latency =
          LatencySummary.ofNanos(watched.turns().stream().mapToLong(Duration::toNanos).toArray());
      log.say("  turns in this process: %s", latency);
      show("cost_turn_p50", latency.p50(), "ms");
      show("cost_turn_p99", latency.p99(), "ms");
    }
  }

  private void resident(String metric, LaunchedHealth controller, double bar) throws IOException {
    figures.add(Figures.HEALTH.atMost(metric, controller.peakResidentMb(), "MB", bar));
  }

  private void show(String metric, double value, String unit) {
    figures.add(Figures.HEALTH.shown(metric, value, unit));
  }
}
