package nomadops.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The simulator's only source of time: either the machine's ([#real()]) or one that stands still
/// until a test moves it ([#virtual()]).
public sealed interface SimClock extends InstantSource, AutoCloseable
    permits RealClock, VirtualClock {
  static SimClock real() {
    return new RealClock();
  }

  /// A clock that starts at 2026-01-01T00:00:00Z and moves by [VirtualClock#advance(Duration)]
  /// alone.
  static VirtualClock virtual() {
    return new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /// Monotonic nanoseconds; only differences mean anything.
  long nanos();

  /// Runs the task once [#nanos()] has reached `dueNanos`; tasks run one after another, in order of
  /// time.
  Scheduled at(long dueNanos, Runnable task);

  default Scheduled after(Duration delay, Runnable task) {
    return at(nanos() + Math.max(0, delay.toNanos()), task);
  }

  /// Wall time in nanoseconds since 1970, as Nomad writes its timestamps.
  default long unixNanos() {
    Instant now = instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  @Override
  void close();

  /// A task that has not run yet.
  interface Scheduled {
    void cancel();
  }
}
