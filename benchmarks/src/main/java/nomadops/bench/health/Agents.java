package nomadops.bench.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.health.report.CheckReport;
import nomadops.health.report.ReportJson;

/// The agents of a fleet, each of which tells how its own node is, signed.
final class Agents implements AutoCloseable {
  /// What an agent tells.
  interface Say {
    Map<String, CheckReport> says(int agent, Instant now);
  }

  private static final int OK = 200;
  private static final int SIDE_BY_SIDE = 32;

  private final List<String> nodes;
  private final Post post;
  private final InstantSource clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private volatile Say say = Plight.well();

  Agents(List<String> nodes, Post post, InstantSource clock) {
    this.nodes = List.copyOf(nodes);
    this.post = post;
    this.clock = clock;
  }

  /// From the next report of each on.
  void are(Say next) {
    say = next;
  }

  /// Reports that were answered by 200.
  long taken() {
    return taken.get();
  }

  /// Those that were answered otherwise, or not at all.
  long refused() {
    return refused.get();
  }

  /// Each begins at a moment of its own, and reports in this rhythm until this is closed.
  void begin(Duration every) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < nodes.size(); i++) {
      int agent = i;
      long offset = random.nextLong(every.toNanos());
      var _ =
          threads.submit(() -> {
            long next = System.nanoTime() + offset;
            while (true) {
              Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
              report(agent);
              next += every.toNanos();
            }
          });
    }
  }

  /// Each of them reports once, some side by side; returns when all have.
  void allOnce() throws InterruptedException {
    AtomicLong next = new AtomicLong();
    sideBySide(() -> {
      for (long i = next.getAndIncrement(); i < nodes.size(); i = next.getAndIncrement()) {
        report((int) i);
      }
    });
  }

  /// They report as fast as they are answered, some side by side.
  ///
  /// @return reports that were taken in a second
  double push(Duration time) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long before = taken();
    AtomicLong next = new AtomicLong();
    sideBySide(() -> {
      while (System.nanoTime() < end) {
        report((int) (next.getAndIncrement() % nodes.size()));
      }
    });
    return (taken() - before) / ((System.nanoTime() - start) / 1e9);
  }

  private static void sideBySide(Runnable work) throws InterruptedException {
    try (ExecutorService group = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SIDE_BY_SIDE; i++) {
        var _ = group.submit(work);
      }
      group.shutdown();
      if (!group.awaitTermination(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException("reports hang");
      }
    }
  }

  private void report(int agent) {
    Instant now = clock.instant();
    byte[] document = ReportJson.write(nodes.get(agent), now, say.says(agent, now));
    AtomicLong count = post.send(document, now) == OK ? taken : refused;
    count.incrementAndGet();
  }

  @Override
  public void close() {
    var _ = threads.shutdownNow();
    threads.close();
  }
}
