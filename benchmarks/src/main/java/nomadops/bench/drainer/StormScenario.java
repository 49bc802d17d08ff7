package nomadops.bench.drainer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Launched;
import nomadops.bench.Log;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.LatencySummary;

/// Instances terminated at once, with a drainer that runs to the end, or one that is killed when
/// half of the nodes are drained and replaced at once.
final class StormScenario {
  /// The drainer's default.
  private static final Duration USUAL_VISIBILITY = Duration.ofSeconds(60);

  /// The least that the drainer allows: so soon is a killed one replaced, and heartbeats go on
  /// before a hook of 30 s gives up.
  private static final Duration SHORT_VISIBILITY = Duration.ofSeconds(10);

  private final DrainerSize size;
  private final Log log;

  StormScenario(DrainerSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  /// A drainer that has been running for a while, and is left alone.
  List<Figure> terminate() throws IOException, InterruptedException {
    log.say("terminate: %,d instances at once", size.instances());
    try (Rig rig = Rig.open(size, size.terminate(), CostModel.none());
        LaunchedDrainer drainer = rig.startDrainer(USUAL_VISIBILITY)) {
      rig.warmUp(drainer);
      log.say("  warm, terminating");
      CpuTime before = CpuTime.of(drainer);
      Map<String, Instant> noticed = rig.terminate();
      log.say("  all notices are sent");
      rig.awaitEnd(drainer);
      CpuTime used = CpuTime.of(drainer).since(before);
      Accounts accounts = rig.accounts(noticed);
      LatencySummary drained = accounts.noticeToDrain();
      log.say("  notice to drain: %s", drained);
      List<Figure> figures = new ArrayList<>();
      figures.add(shown("terminate_notice_to_drain_p50", drained.p50(), "ms"));
      figures.add(
          Figures.DRAINER.atMost("terminate_notice_to_drain_p99", measured(drained), "ms", 2_000));
      figures.add(shown("terminate_notice_to_drain_max", drained.max(), "ms"));
      figures.add(shown("terminate_all_cordoned", millis(accounts.allCordoned()), "ms"));
      figures.add(shown("terminate_cpu_drainer", used.drainer(), "s"));
      figures.add(shown("terminate_cpu_surroundings", used.surroundings(), "s"));
      figures.addAll(common("terminate", accounts, rig, drainer));
      return figures;
    }
  }

  /// One that is killed in the middle.
  List<Figure> kill() throws IOException, InterruptedException {
    log.say(
        "kill: %,d instances at once, kill -9 at half of the drains, visibility %d s",
        size.instances(), SHORT_VISIBILITY.toSeconds());
    try (Rig rig = Rig.open(size, size.kill(), CostModel.none())) {
      Map<String, Instant> noticed;
      try (LaunchedDrainer first = rig.startDrainer(SHORT_VISIBILITY)) {
        rig.warmUp(first);
        log.say("  warm, terminating");
        noticed = rig.terminate();
        rig.awaitDrains(size.instances() / 2, first);
        first.kill();
      }
      rig.drainerDied();
      Instant restart = Instant.now();
      try (LaunchedDrainer second = rig.startDrainer(SHORT_VISIBILITY)) {
        log.say("  killed and replaced");
        rig.awaitEnd(second);
        Accounts accounts = rig.accounts(noticed);
        List<Figure> figures = new ArrayList<>();
        Optional<Duration> all = accounts.lastDrained().map(at -> Duration.between(restart, at));
        figures.add(shown("kill_restart_to_all_drains", millis(all), "ms"));
        figures.add(shown("kill_visibility", (double) SHORT_VISIBILITY.toMillis(), "ms"));
        figures.addAll(common("kill", accounts, rig, second));
        return figures;
      }
    }
  }

  /// Processor seconds of the drainer, and of this process: Nomad, SQS, Auto Scaling.
  private record CpuTime(double drainer, double surroundings) {
    static CpuTime of(LaunchedDrainer drainer) {
      return new CpuTime(drainer.cpuSeconds(), Launched.cpuSeconds(ProcessHandle.current()));
    }

    CpuTime since(CpuTime before) {
      return new CpuTime(drainer - before.drainer, surroundings - before.surroundings);
    }
  }

  private List<Figure> common(String part, Accounts accounts, Rig rig, LaunchedDrainer drainer)
      throws IOException, InterruptedException {
    LatencySummary completed = accounts.emptyToCompletion();
    return List.of(
        shown(part + "_empty_to_completion_p50", completed.p50(), "ms"),
        shown(part + "_empty_to_completion_p99", completed.p99(), "ms"),
        none(part + "_lost", accounts.lost()),
        none(part + "_drains_duplicated", accounts.duplicated()),
        none(part + "_deadlines_lengthened", accounts.lengthened()),
        shown(part + "_deadlines_shortened", accounts.shortened(), "count"),
        shown(part + "_drains_needless", accounts.needless(), "count"),
        Figures.DRAINER.atLeast(
            part + "_hooks_completed", accounts.completed(), "count", size.instances()),
        none(part + "_hooks_completed_early", accounts.completedTooEarly()),
        none(part + "_hooks_completed_again", accounts.completedAgain()),
        shown(part + "_heartbeats", (double) accounts.heartbeats(), "count"),
        none(part + "_heartbeats_missed", accounts.timedOut()),
        none(part + "_messages_left", rig.messagesLeft()),
        shown(part + "_aws_requests", (double) rig.awsRequests(), "count"),
        shown(part + "_rss_peak", drainer.peakResidentMb(), "MB"));
  }

  private static double measured(LatencySummary latency) {
    return latency.count() == 0 ? Double.NaN : latency.p99();
  }

  private static double millis(Optional<Duration> duration) {
    return duration.map(d -> d.toNanos() / 1e6).orElse(Double.NaN);
  }

  private static Figure shown(String metric, double value, String unit) {
    return Figures.DRAINER.shown(metric, value, unit);
  }

  private static Figure none(String metric, double value) {
    return Figures.DRAINER.atMost(metric, value, "count", 0);
  }
}
