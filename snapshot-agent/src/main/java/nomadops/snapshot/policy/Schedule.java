package nomadops.snapshot.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Decides when the next snapshot is due, from what is stored: whoever starts anew takes none again
/// and leaves none out. Pure.
public final class Schedule {
  private Schedule() {}

  /// Whether one is due.
  ///
  /// @param stored when the snapshots there are were taken; those of the future do not count
  /// @param rest what is left of the wait after a failure; zero without one
  public static Due step(
      Collection<Instant> stored, Duration rest, ScheduleTerms terms, Instant now) {
    Instant begin = slot(now, terms);
    Optional<Instant> newest =
        stored.stream()
            .filter(at -> !at.isAfter(now.plus(Retention.CLOCKS)))
            .max(Instant::compareTo);
    boolean taken = newest.isPresent() && !newest.get().isBefore(begin);
    Instant due = taken ? begin.plus(terms.interval()) : begin;
    Duration left = Duration.between(now, due.plus(terms.offset()));
    if (left.isPositive()) {
      String what = taken ? "the one due at " + begin + " is taken" : "it is a moment too soon";
      return new Due.Later(left, what + "; the next is due at " + due.plus(terms.offset()));
    }
    if (rest.isPositive()) {
      return new Due.Later(rest, "the last attempt failed; it is tried again");
    }
    return new Due.Now(
        newest
            .map(at -> "the newest is of " + at + ", and one was due at " + due)
            .orElse("there is none yet"));
  }

  private static Instant slot(Instant now, ScheduleTerms terms) {
    long interval = terms.interval().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), interval) * interval);
  }
}
