package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.runtime.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what the [VisibilityPlan] says for the messages in our care: each request on a
/// thread of its own, so that a slow one delays no other, a bounded number at a time. A fault loses
/// no message: it is tried again, or it comes again.
final class VisibilityKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(VisibilityKeeper.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int AT_A_TIME = 32;
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Queue queue;
  private final Custody custody;
  private final Parked parked;
  private final Duration visibility;
  private final IntakeTime time;
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final AtomicReference<@Nullable Throwable> crash = new AtomicReference<>();
  private volatile Optional<String> lastFault = Optional.empty();

  VisibilityKeeper(
      Queue queue, Custody custody, Parked parked, Duration visibility, IntakeTime time) {
    this.queue = queue;
    this.custody = custody;
    this.parked = parked;
    this.visibility = visibility;
    this.time = time;
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
    for (Due due : custody.take(time.ticker().nanos())) {
      threads.execute(() -> perform(due));
    }
  }

  /// Deletes what is done and shows the rest to others; returns when all of that was tried once.
  void release() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Due due : custody.takeAll(time.ticker().nanos())) {
        threads.execute(() -> perform(due));
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Why the latest request failed, if it did.
  Optional<String> lastFault() {
    return lastFault;
  }

  private void perform(Due due) {
    try {
      places.acquire();
      try {
        long sentAt = time.ticker().nanos();
        CareAnswer answer = ask(due);
        custody.answered(due, answer, sentAt, time.ticker().nanos());
      } finally {
        places.release();
      }
    } catch (InterruptedException _) {
      custody.answered(
          due,
          new CareAnswer.Failed(Duration.ZERO, "interrupted"),
          time.ticker().nanos(),
          time.ticker().nanos());
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A bug; the loop ends with it, and the process with the loop.
      crash.set(e);
    }
  }

  private CareAnswer ask(Due due) throws InterruptedException {
    try {
      CareAnswer answer = new CareAnswer.Done();
      switch (due) {
        case Due.Renew(Queue.Message message, String _) -> queue.keep(message, visibility);
        case Due.Delete(Queue.Message message, String _) -> queue.delete(message);
        case Due.Release(Queue.Message message, Duration in, String _) -> queue.keep(message, in);
        case Due.Park park -> answer = park(park);
      }
      lastFault = Optional.empty();
      return answer;
    } catch (QueueFault fault) {
      return failed(due, fault);
    }
  }

  private CareAnswer park(Due.Park due) throws InterruptedException {
    Queue.Message message = due.message();
    return switch (parked.park(queue, message, due.reason(), due.longest())) {
      case HIDDEN -> {
        LOG.warn(
            "message {} is parked: it stays in queue {}, hidden for {} minutes: {}",
            message.id(),
            queue.name(),
            (due.longest().toSeconds() + 59) / 60,
            due.reason());
        yield new CareAnswer.Done();
      }
      case ELSEWHERE -> {
        LOG.warn(
            "message {} is parked in another queue, and deleted from {}: {}",
            message.id(),
            queue.name(),
            due.reason());
        yield new CareAnswer.Moved();
      }
    };
  }

  private CareAnswer failed(Due due, QueueFault fault) {
    String reason = String.valueOf(fault.getMessage());
    if (fault.kind() == QueueFault.Kind.STALE_HANDLE) {
      LOG.info("message {} will come again: {}", due.message().id(), reason);
      return new CareAnswer.Stale(reason);
    }
    lastFault = Optional.of(reason);
    int failures = custody.failures(due.message().id()) + 1;
    if (failures == 1) {
      LOG.warn("message {} stays in our care, and is tried again: {}", due.message().id(), reason);
    }
    return new CareAnswer.Failed(BACKOFF.after(failures, time.random()), reason);
  }
}
