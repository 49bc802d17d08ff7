package nomadops.autoscaler.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.trace.Trace;

/// Runs several strategies over one trace in one world, some at once.
public final class SideBySide {
  private final Trace trace;
  private final Setup setup;
  private final int threads;

  /// What is the same for all.
  ///
  /// @param threads how many runs at once, at least 1
  public SideBySide(Trace trace, Setup setup, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; want 1 or more");
    }
    this.trace = trace;
    this.setup = setup;
    this.threads = threads;
  }

  /// Hears how far a run is; called from the threads of the runs.
  @FunctionalInterface
  public interface Progress {
    /// A run went on.
    ///
    /// @param contender its index
    /// @param share of the trace that is done, 0 to 1
    void at(int contender, double share);
  }

  /// The outcomes, in the contenders' order. The first run that fails ends the others and is
  /// thrown.
  ///
  /// @throws IllegalArgumentException when two have one name, or a class cannot be simulated
  /// @throws InterruptedException when this thread was interrupted; the runs are ended
  public List<Outcome> run(List<Contender> contenders, Progress progress)
      throws InterruptedException {
    long names = contenders.stream().map(Contender::name).distinct().count();
    if (names < contenders.size()) {
      throw new IllegalArgumentException(
          "strategies are "
              + contenders.stream().map(Contender::name).toList()
              + "; want each name once");
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("simulate-", 0).factory());
    try {
      List<Future<Outcome>> runs = new ArrayList<>();
      for (int i = 0; i < contenders.size(); i++) {
        int index = i;
        Simulation run = new Simulation(trace, setup, contenders.get(i));
        runs.add(pool.submit(() -> run.run(share -> progress.at(index, share))));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> run : runs) {
        outcomes.add(run.get());
      }
      return List.copyOf(outcomes);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause() == null ? e : e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime
        ? runtime
        : new CancellationException(cause.toString());
  }
}
