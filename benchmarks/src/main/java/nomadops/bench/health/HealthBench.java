package nomadops.bench.health;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import nomadops.bench.Figure;
import nomadops.bench.Log;

/// The bars of the health agent and its controller, part by part.
public final class HealthBench {
  /// What can be measured alone.
  public enum Part {
    HANG,
    COST,
    FLEET
  }

  private final HealthSize size;
  private final Log log;

  public HealthBench(boolean quick, Log log) {
    this.size = quick ? HealthSize.QUICK : HealthSize.FULL;
    this.log = log;
  }

  /// Measures, and hands the figures of each part over when it is done. The hanging daemon takes
  /// real time, whatever the size, and next to no processor: it is waited for beside the others.
  public void run(Set<Part> parts, Consumer<Figure> figures)
      throws IOException, InterruptedException {
    log.sayIfBusy();
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Figure>> hang =
          beside.submit(
              () -> parts.contains(Part.HANG) ? new HangScenario(log).run() : List.<Figure>of());
      try {
        if (parts.contains(Part.COST)) {
          new CostScenario(size, log).run().forEach(figures);
        }
        if (parts.contains(Part.FLEET)) {
          new FleetScenario(size, log).run().forEach(figures);
        }
        hang.get().forEach(figures);
      } catch (ExecutionException e) {
        throw new IOException("the hanging daemon could not be measured", e);
      } finally {
        boolean _ = hang.cancel(true);
      }
    }
  }
}
