package nomadops.bench;

import java.io.IOException;
import java.util.List;
import nomadops.simulator.raft.CostModel;

/// The collector's resident memory while it keeps many dead jobs: always on the simulator, which
/// holds a million of them cheaply.
final class MemoryScenario {
  private static final int FEW = 10_000;
  private final BenchSize size;
  private final Log log;

  MemoryScenario(BenchSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    return List.of(
        Figures.GC.atMost("rss_retained_" + FEW, resident(FEW), "MB", 96),
        Figures.GC.atMost(
            "rss_retained_" + size.manyRetained(), resident(size.manyRetained()), "MB", 256));
  }

  private double resident(int retained) throws IOException, InterruptedException {
    log.say("memory: %,d retained dead jobs", retained);
    try (Cluster cluster = new SimulatedCluster(CostModel.none())) {
      cluster.seed("kept-", retained);
      try (CollectorProcess gc =
          CollectorProcess.start(
              cluster.address(), Policies.keepAll(), size.archived(), List.of("--once"))) {
        double peak = Double.NaN;
        while (gc.running()) {
          // A process that is just ending has no figure any more.
          double resident = gc.peakResidentMb();
          peak = Double.isNaN(resident) || peak > resident ? peak : resident;
          Thread.sleep(20);
        }
        if (gc.exitCode() != 0) {
          throw new IOException("gc run ended with " + gc.exitCode() + ": " + gc.said());
        }
        log.say("  %.0f MB", peak);
        return peak;
      }
    }
  }
}
