package nomadops.gc.gather;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import nomadops.gc.purge.Candidate;

/// Reads a job again while Nomad is too busy for it: after longer and longer rests, or as long as
/// Nomad asks for.
final class PatientGatherer {
  private static final int TRIES = 6;
  private static final Duration FIRST_REST = Duration.ofMillis(100);

  private final Gatherer gatherer;
  private final Rest rest;

  /// How it rests.
  @FunctionalInterface
  interface Rest {
    /// Returns after that time.
    ///
    /// @param asked what Nomad asked for; zero if it did not
    /// @param rest for how long, at least as long as that
    void take(Duration asked, Duration rest) throws InterruptedException;
  }

  PatientGatherer(Gatherer gatherer, Rest rest) {
    this.gatherer = gatherer;
    this.rest = rest;
  }

  /// Reads it, several times if need be.
  ///
  /// @param stop asked before each further try
  /// @return [Gathered.Strained] when Nomad is busy still
  Gathered gather(Candidate candidate, BooleanSupplier stop) throws InterruptedException {
    Gathered got = gatherer.gather(candidate);
    for (int tries = 0;
        got instanceof Gathered.Strained(Duration asked, String _)
            && tries < TRIES
            && !stop.getAsBoolean();
        tries++) {
      Duration own = FIRST_REST.multipliedBy(1L << tries);
      rest.take(asked, own.compareTo(asked) > 0 ? own : asked);
      got = gatherer.gather(candidate);
    }
    return got;
  }
}
