package nomadops.exporter.view;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Says when everything is listed next: pure, on a ticker's nanoseconds. For many threads.
final class SweepSchedule {
  /// So long the first list waits for the stream, which is to be open before it begins.
  private static final Duration FIRST = Duration.ofSeconds(2);

  /// From one list to the next whatever happens, longer after each failure.
  private static final Duration LEAST = Duration.ofSeconds(5);

  private static final int MOST_FAILURES = 4;

  private final WatchTerms terms;
  private final RandomGenerator random;
  private final long created;
  private Due wanted = Due.ALL;
  private boolean connected;
  private boolean ran;
  private long lastStart;
  private long nextResync;
  private int failures;

  /// What a list is for, and so what it asks.
  enum Due {
    /// Events may have been missed, or none come: task states are asked, too.
    ALL,
    /// What was deleted in silence: rows are enough.
    DELETIONS
  }

  SweepSchedule(WatchTerms terms, RandomGenerator random, long now) {
    this.terms = terms;
    this.random = random;
    this.created = now;
  }

  /// Events may have been missed.
  synchronized void missed() {
    wanted = Due.ALL;
    failures = 0;
  }

  synchronized void connected(boolean now) {
    connected = now;
  }

  /// What is due and begun with this; empty when nothing is.
  synchronized Optional<Due> next(long now) {
    Optional<Due> due = due(now);
    if (due.isPresent()) {
      ran = true;
      lastStart = now;
      // Replicas that started together do not list together for ever.
      double jitter = 0.8 + 0.4 * random.nextDouble();
      nextResync = now + (long) (terms.resync().toNanos() * jitter);
      wanted = Due.DELETIONS;
    }
    return due;
  }

  private Optional<Due> due(long now) {
    if (!ran) {
      boolean begin = connected || now - created >= FIRST.toNanos();
      return begin ? Optional.of(Due.ALL) : Optional.empty();
    }
    long since = now - lastStart;
    if (since < LEAST.toNanos() << failures) {
      return Optional.empty();
    }
    if (wanted == Due.ALL || (!connected && since >= terms.poll().toNanos())) {
      return Optional.of(Due.ALL);
    }
    return now - nextResync >= 0 ? Optional.of(Due.DELETIONS) : Optional.empty();
  }

  /// The list that was begun is complete.
  synchronized void done() {
    failures = 0;
  }

  /// It is not, and is wanted still.
  synchronized void failed(Due due) {
    failures = Math.min(MOST_FAILURES, failures + 1);
    wanted = due == Due.ALL ? Due.ALL : wanted;
    nextResync = Math.min(nextResync, lastStart);
  }
}
