package nomadops.bench.drainer;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;

/// The bars of the drainer, part by part.
public final class DrainerBench {
  /// What can be measured alone.
  public enum Part {
    TERMINATE,
    KILL,
    BASELINE
  }

  /// Of aws-node-termination-handler, by default.
  private static final int WORKERS = 10;

  private final DrainerSize size;
  private final Log log;

  public DrainerBench(boolean quick, Log log) {
    this.size = quick ? DrainerSize.QUICK : DrainerSize.FULL;
    this.log = log;
  }

  /// Measures, and hands the figures of each part over when it is done.
  public void run(Set<Part> parts, Consumer<Figure> figures)
      throws IOException, InterruptedException {
    log.sayIfBusy();
    if (parts.contains(Part.TERMINATE)) {
      new StormScenario(size, log).terminate().forEach(figures);
    }
    if (parts.contains(Part.KILL)) {
      new StormScenario(size, log).kill().forEach(figures);
    }
    if (parts.contains(Part.BASELINE)) {
      baseline().forEach(figures);
    }
  }

  private List<Figure> baseline() {
    log.say("baseline: a model of %d workers that each wait for their drain's end", WORKERS);
    List<Duration> work = Fleet.longest(size.instances(), size.terminate());
    Collections.shuffle(work, new Random(1));
    return List.of(
        modelled("nothing_new", work, WorkerPool.Meanwhile.NOTHING_NEW),
        modelled("refilled", work, WorkerPool.Meanwhile.REFILLED));
  }

  private static Figure modelled(String name, List<Duration> work, WorkerPool.Meanwhile meanwhile) {
    Duration last = WorkerPool.lastStart(work, WORKERS, meanwhile);
    return Figures.DRAINER.shown(
        "modelled_10_workers_last_drain_" + name, (double) last.toMillis(), "ms");
  }
}
