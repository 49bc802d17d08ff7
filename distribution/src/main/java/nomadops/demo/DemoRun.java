package nomadops.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.ForegroundLoad;
import nomadops.simulator.workload.NaivePurge;
import nomadops.simulator.workload.PurgeReport;
import nomadops.simulator.workload.WindowedPurge;

/// Runs the demo from its first phase to its last: the foreground alone, a naive purge beside it,
/// nomad-gc beside it.
public final class DemoRun {
  private static final long TICK_NANOS = Duration.ofMillis(250).toNanos();
  private static final Duration CALM_BOUND = Duration.ofSeconds(60);
  private static final Duration WARM_UP_REST = Duration.ofSeconds(2);
  private static final int WARM_UP_SHARE = 10;
  private static final String WARM = "warm-";
  private static final String NAIVE = "naive-";
  private static final String PACED = "paced-";

  private final DemoPlan plan;
  private final Collector collector;
  private final DemoWatcher watcher;
  private final List<Phase> ended = new ArrayList<>();

  public DemoRun(DemoPlan plan, Collector collector, DemoWatcher watcher) {
    this.plan = plan;
    this.collector = collector;
    this.watcher = watcher;
  }

  /// The phases with all their samples.
  ///
  /// @throws IOException when nomad-gc cannot be started, or fails
  public List<Phase> run() throws IOException, InterruptedException {
    SimulatorOptions options =
        SimulatorOptions.defaults().withCost(CostModel.calibrated()).withSeed(plan.seed());
    try (NomadSimulator nomad = NomadSimulator.start(options)) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(plan.half()).idPrefix(NAIVE));
      nomad.state().seedDeadJobs(DeadJobSeed.of(plan.half()).idPrefix(PACED));
      watcher.started(nomad.address(), plan);
      try (ForegroundLoad load =
          ForegroundLoad.start(nomad.address(), plan.foregroundRate(), plan.seed())) {
        Stage stage = new Stage(nomad, load);
        warmUp(nomad);
        long until = System.nanoTime() + plan.alone().toNanos();
        stage.play("foreground alone", () -> System.nanoTime() < until);
        naive(stage);
        paced(stage);
        load.drain(Duration.ofSeconds(5));
        return stage.settled(ended);
      }
    }
  }

  /// A real cluster has been running for weeks: the simulator's own start-up must not pass for its
  /// latency.
  private void warmUp(NomadSimulator nomad) throws InterruptedException {
    int jobs = plan.deadJobs() / WARM_UP_SHARE;
    nomad.state().seedDeadJobs(DeadJobSeed.of(jobs).idPrefix(WARM));
    PurgeReport _ = WindowedPurge.run(nomad.address(), DeadJobs.ids(WARM, jobs), 8);
    Thread.sleep(WARM_UP_REST);
  }

  private void naive(Stage stage) throws InterruptedException {
    List<String> ids = DeadJobs.ids(NAIVE, plan.half());
    Thread purge =
        Thread.ofVirtual()
            .start(() -> {
              try {
                NaivePurge.run(stage.nomad.address(), ids);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    long calmBy = System.nanoTime() + CALM_BOUND.toNanos();
    // The phase lasts until its backlog is gone: that is how long users feel it.
    stage.play(
        "naive purge", () -> purge.isAlive() || (stage.backlog() && System.nanoTime() < calmBy));
    purge.join();
  }

  private void paced(Stage stage) throws IOException {
    long from = System.nanoTime();
    try (Collector.Collection collection = collector.start(stage.nomad.address())) {
      stage.play(
          "nomad-gc",
          () -> collection.running() && System.nanoTime() - from < plan.bound().toNanos());
      if (!collection.running() && collection.exitCode() != 0) {
        throw new IOException("nomad-gc ended with exit code " + collection.exitCode());
      }
    }
  }

  /// One simulated cluster with its load, seen phase by phase.
  private final class Stage {
    private final NomadSimulator nomad;
    private final ForegroundLoad load;

    Stage(NomadSimulator nomad, ForegroundLoad load) {
      this.nomad = nomad;
      this.load = load;
    }

    void play(String name, BooleanSupplier lasts) {
      double from = now();
      long purgedBefore = purged();
      while (lasts.getAsBoolean()) {
        LockSupport.parkNanos(TICK_NANOS);
        List<Phase> all = new ArrayList<>(ended);
        all.add(phase(name, from, purgedBefore));
        watcher.tick(all, nomad.state().broker().ready());
      }
      ended.add(phase(name, from, purgedBefore));
    }

    private Phase phase(String name, double from, long purgedBefore) {
      double to = now();
      return new Phase(name, from, to, purged() - purgedBefore, samples(from, to));
    }

    /// Once nothing is in flight: jobs that were submitted in a phase count for it, however late
    /// they were done.
    List<Phase> settled(List<Phase> phases) {
      return phases.stream()
          .map(p ->
              new Phase(
                  p.name(),
                  p.fromSeconds(),
                  p.toSeconds(),
                  p.purged(),
                  samples(p.fromSeconds(), p.toSeconds())))
          .toList();
    }

    private List<Sample> samples(double from, double to) {
      long[][] pairs = load.samples().pairs();
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < pairs[0].length; i++) {
        double at = pairs[0][i] / 1e9;
        if (at >= from && at < to) {
          samples.add(new Sample(at, pairs[1][i] / 1e6));
        }
      }
      return samples;
    }

    boolean backlog() {
      return nomad.state().broker().ready() > 0 || load.inFlight() > 2 * plan.foregroundRate();
    }

    private long purged() {
      return nomad.state().journal().purges().size();
    }

    private double now() {
      return load.elapsed().toNanos() / 1e9;
    }
  }
}
