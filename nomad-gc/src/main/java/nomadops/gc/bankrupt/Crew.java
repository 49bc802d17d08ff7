package nomadops.gc.bankrupt;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A fixed number of threads that work through a list together.
final class Crew implements AutoCloseable {
  private final int size;
  private final ExecutorService threads;
  private final AtomicBoolean halted = new AtomicBoolean();

  Crew(int size) {
    this.size = size;
    this.threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().daemon().name("bankrupt-", 0).factory());
  }

  /// What is done to one item.
  @FunctionalInterface
  interface Work<T> {
    void on(T item) throws InterruptedException;
  }

  /// Returns when all items are done. When this thread is interrupted, no further item is begun,
  /// and it waits for those that are under way: how a request ended must be known.
  ///
  /// @throws InterruptedException after that
  <T> void each(List<T> items, Work<T> work) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(
          threads.submit(() -> {
            for (int n = next.getAndIncrement(); n < items.size(); n = next.getAndIncrement()) {
              if (halted.get()) {
                return null;
              }
              work.on(items.get(n));
            }
            return null;
          }));
    }
    join(all);
  }

  private void join(List<Future<?>> all) throws InterruptedException {
    boolean interrupted = false;
    RuntimeException fault = null;
    for (Future<?> one : all) {
      boolean joined = false;
      while (!joined) {
        try {
          Object _ = one.get();
          joined = true;
        } catch (InterruptedException _) {
          interrupted = true;
          halted.set(true);
        } catch (ExecutionException e) {
          joined = true;
          halted.set(true);
          fault =
              e.getCause() instanceof RuntimeException cause
                  ? cause
                  : new IllegalStateException(e.getCause());
        }
      }
    }
    halted.set(false);
    if (interrupted) {
      throw new InterruptedException("stopped");
    }
    if (fault != null) {
      throw fault;
    }
  }

  /// Whether no further item is to be begun.
  boolean halting() {
    return halted.get();
  }

  @Override
  public void close() {
    List<Runnable> _ = threads.shutdownNow();
  }
}
