package nomadops.bench.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Time that goes on as ever, and leaps where somebody would sleep.
final class Leaps implements InstantSource, Ticker, Pause {
  private final AtomicLong ahead = new AtomicLong();

  @Override
  public Instant instant() {
    return Instant.now().plusNanos(ahead.get());
  }

  @Override
  public long nanos() {
    return System.nanoTime() + ahead.get();
  }

  @Override
  public void sleep(Duration duration) {
    long _ = ahead.addAndGet(Math.max(0, duration.toNanos()));
  }
}
