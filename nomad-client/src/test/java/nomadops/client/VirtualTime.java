package nomadops.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Time that passes only by being slept through.
public final class VirtualTime implements Ticker, Pause {
  public final List<Duration> slept = new CopyOnWriteArrayList<>();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

  @Override
  public long nanos() {
    return now.get();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    slept.add(duration);
    now.addAndGet(Math.max(0, duration.toNanos()));
  }
}
