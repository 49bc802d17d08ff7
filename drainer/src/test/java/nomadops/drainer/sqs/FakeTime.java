package nomadops.drainer.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// Time that passes when a test says so.
final class FakeTime {
  static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();
  private Duration passed = Duration.ZERO;

  void pass(Duration time) {
    nanos += time.toNanos();
    passed = passed.plus(time);
  }

  Duration passed() {
    return passed;
  }

  /// The ticker overflows after a minute and a half, as a real one may.
  IntakeTime of(Random random) {
    return new IntakeTime(() -> START.plus(passed), () -> nanos, this::pass, random);
  }
}
