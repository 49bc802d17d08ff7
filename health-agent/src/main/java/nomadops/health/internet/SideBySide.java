package nomadops.health.internet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Asks all targets at once, so that one that hangs costs the others nothing.
///
/// Virtual threads, as an interrupt closes the socket on which one of them waits. Whoever does not
/// even heed that, as a name look-up of the system's, is left behind: it ends by itself.
final class SideBySide {
  private SideBySide() {}

  /// The answers in the order of the probes, after `within` at the latest.
  static List<Answer> ask(List<Probe> probes, Duration within) throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Callable<Answer>> tasks = new ArrayList<>();
      for (Probe probe : probes) {
        tasks.add(() -> asked(probe, within));
      }
      List<Answer> answers = new ArrayList<>();
      List<Future<Answer>> futures =
          threads.invokeAll(tasks, within.toNanos(), TimeUnit.NANOSECONDS);
      for (int i = 0; i < futures.size(); i++) {
        answers.add(answer(probes.get(i), futures.get(i), within));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Answer asked(Probe probe, Duration within) throws InterruptedException {
    try {
      return new Answer(probe.target(), probe.question().fault());
    } catch (IOException e) {
      return new Answer(probe.target(), Optional.of(Faults.words(e, within)));
    }
  }

  private static Answer answer(Probe probe, Future<Answer> future, Duration within)
      throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException e) {
      return new Answer(probe.target(), Optional.of(Faults.late(within)));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the probe of " + probe.target() + " is broken", e);
    }
  }
}
