package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Carries out what the [VisibilityPlan] says for the messages in our care: in batches, each on a
/// thread of its own, so that a slow one delays no other, a bounded number at a time. A fault loses
/// no message: it is tried again, or it comes again.
final class VisibilityKeeper {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int AT_A_TIME = 32;

  private final Queue queue;
  private final Custody custody;
  private final Parked parked;
  private final IntakeTime time;
  private final BatchCare care;
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final AtomicReference<@Nullable Throwable> crash = new AtomicReference<>();

  VisibilityKeeper(
      Queue queue, Custody custody, Parked parked, Duration visibility, IntakeTime time) {
    this.queue = queue;
    this.custody = custody;
    this.parked = parked;
    this.time = time;
    this.care = new BatchCare(queue, custody, visibility, time.random());
  }

  /// Keeps and deletes until it is interrupted.
  void run() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        while (true) {
          turn(threads);
          time.pause().sleep(TICK);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /// Starts all that is due.
  void turn(Executor threads) {
    Throwable bug = crash.get();
    if (bug != null) {
      throw new IllegalStateException("the care for " + queue.name() + " failed", bug);
    }
    start(custody.take(time.ticker().nanos()), threads);
  }

  private void start(List<Due> dues, Executor threads) {
    for (Batch batch : Batch.of(dues, parked)) {
      threads.execute(() -> perform(batch));
    }
  }

  /// Deletes what is done and shows the rest to others; returns when all of that was tried once.
  void release() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      start(custody.takeAll(time.ticker().nanos()), threads);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Why the latest request failed, if it did.
  Optional<String> lastFault() {
    return care.lastFault();
  }

  private void perform(Batch batch) {
    try {
      places.acquire();
      try {
        long sentAt = time.ticker().nanos();
        answered(batch, care.ask(batch), sentAt);
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      CareAnswer failed = new CareAnswer.Failed(Duration.ZERO, "interrupted");
      answered(batch, Collections.nCopies(batch.dues().size(), failed), time.ticker().nanos());
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A bug; the loop ends with it, and the process with the loop.
      crash.set(e);
    }
  }

  private void answered(Batch batch, List<CareAnswer> answers, long sentAt) {
    long now = time.ticker().nanos();
    for (int i = 0; i < answers.size(); i++) {
      custody.answered(batch.dues().get(i), answers.get(i), sentAt, now);
    }
  }
}
