package nomadops.simulator.workload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Runs numbered pieces of work on a fixed number of virtual threads.
final class Parallel {
  private Parallel() {}

  interface Piece {
    void run(int number) throws IOException, InterruptedException;
  }

  /// Returns how many pieces ended well; the others threw an I/O error.
  static long run(int threads, int pieces, Piece piece) throws InterruptedException {
    AtomicLong next = new AtomicLong();
    AtomicLong done = new AtomicLong();
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      running.add(
          Thread.ofVirtual()
              .start(() -> {
                for (long i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                  try {
                    piece.run((int) i);
                    done.incrementAndGet();
                  } catch (IOException e) {
                    // Counted by its absence: callers compare with what they asked for.
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              }));
    }
    try {
      for (Thread thread : running) {
        thread.join();
      }
    } catch (InterruptedException e) {
      running.forEach(Thread::interrupt);
      throw e;
    }
    return done.get();
  }
}
