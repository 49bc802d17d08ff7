package nomadops.simulator.workload;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Users' work: registers jobs with count 0 at a steady rate with seeded jitter, and measures how
/// long each waits until its evaluation is done. Latency counts from the planned moment, so a
/// stalled server hides nothing.
public final class ForegroundLoad implements AutoCloseable {
  private static final int MAX_IN_FLIGHT = 4_096;
  private static final int MAX_SAMPLES = 200_000;
  private final WorkloadHttp http;
  private final Samples samples = new Samples(MAX_SAMPLES);
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final String prefix;
  private final String type;
  private final Thread pacer;
  private final long start = System.nanoTime();
  private volatile boolean stopping;

  private ForegroundLoad(URI address, double perSecond, long seed, String type) {
    this.http = new WorkloadHttp(address);
    this.prefix = "fg-" + seed + "-";
    this.type = type;
    this.pacer =
        Thread.ofPlatform()
            .daemon()
            .name("foreground-load")
            .unstarted(() -> pace(perSecond, new Random(seed)));
  }

  /// Starts at once, with batch jobs.
  public static ForegroundLoad start(URI address, double perSecond, long seed) {
    return start(address, perSecond, seed, "batch");
  }

  /// Starts at once. Job ids are `fg-`, the seed and a number.
  ///
  /// @param type of the jobs. It matters: Nomad's broker has a queue for each type, the evaluations
  ///   of purged jobs are in that of `service`, and of queues whose first one has the same priority
  ///   it takes any
  public static ForegroundLoad start(URI address, double perSecond, long seed, String type) {
    if (!(perSecond > 0)) {
      throw new IllegalArgumentException(
          "the rate must be above 0 jobs a second, not " + perSecond);
    }
    ForegroundLoad load = new ForegroundLoad(address, perSecond, seed, type);
    load.pacer.start();
    return load;
  }

  private void pace(double perSecond, Random random) {
    long interval = (long) (1e9 / perSecond);
    long slot = start;
    for (long n = 0; !stopping; n++) {
      slot += interval;
      long planned = slot + (long) ((random.nextDouble() - 0.5) * 0.5 * interval);
      while (!stopping && System.nanoTime() < planned) {
        LockSupport.parkNanos(planned - System.nanoTime());
      }
      String id = prefix + n;
      if (stopping) {
        return;
      }
      if (inFlight.tryAcquire()) {
        Thread.ofVirtual().start(() -> probe(id, planned));
      } else {
        skipped.incrementAndGet();
      }
    }
  }

  private void probe(String id, long planned) {
    try {
      var answer = http.register(id, type, "foreground");
      boolean done =
          http.awaitEvaluation(
              answer.path("EvalID").asString(),
              answer.path("EvalCreateIndex").asLong(),
              Duration.ofMinutes(4));
      if (done) {
        samples.add(planned - start, System.nanoTime() - planned);
      } else {
        failed.incrementAndGet();
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inFlight.release();
    }
  }

  /// Everything measured so far.
  public LatencySummary summary() {
    return samples.summary(0, Long.MAX_VALUE);
  }

  /// What was planned within the last `window`.
  public LatencySummary recent(Duration window) {
    return samples.summary(System.nanoTime() - start - window.toNanos(), Long.MAX_VALUE);
  }

  /// What was planned between two moments, as [#elapsed()] tells them.
  public LatencySummary between(Duration from, Duration to) {
    return samples.summary(from.toNanos(), to.toNanos());
  }

  /// Time since the start; samples carry it.
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  public Samples samples() {
    return samples;
  }

  /// Jobs that are waiting for their evaluation now.
  public int inFlight() {
    return MAX_IN_FLIGHT - inFlight.availablePermits();
  }

  public long failed() {
    return failed.get();
  }

  /// Jobs that were not sent because 4,096 were waiting already.
  public long skipped() {
    return skipped.get();
  }

  /// Stops sending and waits until what is in flight is done, at most that long.
  public void drain(Duration bound) throws InterruptedException {
    stopping = true;
    pacer.join();
    if (inFlight.tryAcquire(
        MAX_IN_FLIGHT, bound.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
      inFlight.release(MAX_IN_FLIGHT);
    }
  }

  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(pacer);
    http.close();
  }
}
