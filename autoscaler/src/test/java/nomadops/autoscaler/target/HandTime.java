package nomadops.autoscaler.target;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// Time that a test moves; a pause moves it, too.
public final class HandTime implements InstantSource {
  public static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  public void advance(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public Ticker ticker() {
    return () -> Duration.between(START, now.get()).toNanos();
  }

  public Pause pause() {
    return this::advance;
  }
}
