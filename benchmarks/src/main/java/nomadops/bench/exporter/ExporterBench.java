package nomadops.bench.exporter;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.bench.Figure;
import nomadops.bench.Log;

/// The bars of the exporter, part by part.
public final class ExporterBench {
  /// What can be measured alone.
  public enum Part {
    BUSY,
    SCALE
  }

  private final ExporterSize size;
  private final Log log;

  public ExporterBench(boolean quick, Log log) {
    this.size = quick ? ExporterSize.QUICK : ExporterSize.FULL;
    this.log = log;
  }

  /// Measures, and hands the figures of each part over when it is done.
  public void run(Set<Part> parts, Consumer<Figure> figures)
      throws IOException, InterruptedException {
    log.sayIfBusy();
    if (parts.contains(Part.BUSY)) {
      new BusyScenario(size, log).run().forEach(figures);
    }
    if (parts.contains(Part.SCALE)) {
      new ScaleScenario(size, log).run().forEach(figures);
    }
  }
}
