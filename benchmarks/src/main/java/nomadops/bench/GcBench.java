package nomadops.bench;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.PurgeReport;
import nomadops.simulator.workload.WindowedPurge;

/// The bars of nomad-gc, part by part; each figure is handed over as soon as it is known.
public final class GcBench {
  /// What can be measured alone.
  public enum Part {
    IDLE,
    FOREGROUND,
    ARCHIVE,
    NATIVE,
    BANKRUPT,
    FLOOD,
    DUPLICATES,
    MEMORY;

    /// What is measured unless somebody asks for a part: all but those that take three servers.
    public static final List<Part> USUAL =
        List.of(IDLE, FOREGROUND, ARCHIVE, NATIVE, DUPLICATES, MEMORY);
  }

  /// Opens the server under test.
  @FunctionalInterface
  public interface ClusterSource {
    Cluster open() throws IOException, InterruptedException;
  }

  private static final String WARM_UP = "warm-up-";

  private final ClusterSource clusters;
  private final BenchSize size;
  private final Log log;

  /// @param depth the collector keeps an archive in every part
  public GcBench(ClusterSource clusters, boolean quick, boolean depth, Log log) {
    this.clusters = clusters;
    this.size = (quick ? BenchSize.QUICK : BenchSize.FULL).withArchive(depth);
    this.log = log;
  }

  public void run(Set<Part> parts, Consumer<Figure> figures)
      throws IOException, InterruptedException {
    if (parts.contains(Part.IDLE) || parts.contains(Part.FOREGROUND)) {
      onOneCluster(parts, figures);
    }
    if (parts.contains(Part.ARCHIVE)) {
      archive(figures);
    }
    if (parts.contains(Part.NATIVE)) {
      besideNativeGc(figures);
    }
    if (parts.contains(Part.BANKRUPT)) {
      BankruptScenario.keepingUp(clusters, size, log).run().forEach(figures);
    }
    if (parts.contains(Part.FLOOD)) {
      BankruptScenario.flooded(clusters, size, log).run().forEach(figures);
    }
    if (parts.contains(Part.DUPLICATES)) {
      new DuplicateScenario(size, log).run().forEach(figures);
    }
    if (parts.contains(Part.MEMORY)) {
      new MemoryScenario(size, log).run().forEach(figures);
    }
  }

  /// The idle rate comes first: after it, nothing of the server under test is cold.
  private void onOneCluster(Set<Part> parts, Consumer<Figure> figures)
      throws IOException, InterruptedException {
    try (Cluster cluster = clusters.open()) {
      warmUp(cluster);
      OptionalDouble most = OptionalDouble.empty();
      if (parts.contains(Part.IDLE)) {
        IdleScenario.Result idle = new IdleScenario(cluster, size, log).run();
        idle.figures().forEach(figures);
        most = OptionalDouble.of(idle.most());
      }
      if (parts.contains(Part.FOREGROUND)) {
        new ForegroundScenario(cluster, size, log).run(most).forEach(figures);
      }
    }
  }

  private void archive(Consumer<Figure> figures) throws IOException, InterruptedException {
    try (Cluster cluster = clusters.open()) {
      warmUp(cluster);
      new ArchiveScenario(cluster, size, log).run().forEach(figures);
    }
  }

  private void besideNativeGc(Consumer<Figure> figures) throws IOException, InterruptedException {
    try (Cluster cluster = clusters.open()) {
      warmUp(cluster);
      new NativeScenario(cluster, size, log).run().forEach(figures);
    }
  }

  private void warmUp(Cluster cluster) throws IOException, InterruptedException {
    cluster.seed(WARM_UP, size.warmUpJobs());
    PurgeReport _ =
        WindowedPurge.run(cluster.address(), DeadJobs.ids(WARM_UP, size.warmUpJobs()), 8);
    cluster.settle();
  }
}
