package nomadops.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// The bars of nomad-gc, part by part; each figure is handed over as soon as it is known.
public final class GcBench {
  /// What can be measured alone.
  public enum Part {
    FOREGROUND,
    IDLE,
    DUPLICATES,
    MEMORY
  }

  /// Opens the server under test; every part has a fresh one.
  @FunctionalInterface
  public interface ClusterSource {
    Cluster open() throws IOException, InterruptedException;
  }

  private final ClusterSource clusters;
  private final BenchSize size;
  private final Log log;

  public GcBench(ClusterSource clusters, boolean quick, Log log) {
    this.clusters = clusters;
    this.size = quick ? BenchSize.QUICK : BenchSize.FULL;
    this.log = log;
  }

  public void run(List<Part> parts, Consumer<Figure> figures)
      throws IOException, InterruptedException {
    for (Part part : parts) {
      measure(part).forEach(figures);
    }
  }

  private List<Figure> measure(Part part) throws IOException, InterruptedException {
    return switch (part) {
      case FOREGROUND -> {
        try (Cluster cluster = clusters.open()) {
          yield new ForegroundScenario(cluster, size, log).run();
        }
      }
      case IDLE -> {
        try (Cluster cluster = clusters.open()) {
          yield new IdleScenario(cluster, size, log).run();
        }
      }
      case DUPLICATES -> new DuplicateScenario(size, log).run();
      case MEMORY -> new MemoryScenario(size, log).run();
    };
  }
}
