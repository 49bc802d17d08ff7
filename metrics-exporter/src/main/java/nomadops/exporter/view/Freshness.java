package nomadops.exporter.view;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How old what is known is: while the stream is followed without a gap, as old as the last sign of
/// life on it; else as old as the oldest list. For many threads.
public final class Freshness {
  private final InstantSource clock;
  private final Duration staleAfter;
  private final Instant started;
  private final Map<Kind, Instant> listed = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> since = new EnumMap<>(Kind.class);
  private boolean connected;
  private int epoch;
  private Instant heard = Instant.EPOCH;
  private String trouble = "";

  /// @param staleAfter when what is known is too old to be told
  public Freshness(InstantSource clock, Duration staleAfter) {
    this.clock = clock;
    this.staleAfter = staleAfter;
    this.started = clock.instant();
  }

  /// The stream is open, or went on after a gap: what came before may have been missed.
  synchronized void begun() {
    connected = true;
    epoch++;
    heard = clock.instant();
    trouble = "";
  }

  synchronized void heard() {
    heard = clock.instant();
  }

  synchronized void broken(String why) {
    connected = false;
    trouble = why;
  }

  /// Which stretch of the stream this is.
  synchronized int epoch() {
    return epoch;
  }

  /// A list failed.
  synchronized void failed(String why) {
    trouble = why;
  }

  /// @param at when it began
  synchronized void listed(Kind kind, Instant at) {
    listed.put(kind, at);
    since.put(kind, epoch);
    trouble = connected ? "" : trouble;
  }

  public synchronized boolean connected() {
    return connected;
  }

  public synchronized Duration age() {
    Instant oldest = clock.instant();
    for (Kind kind : Kind.values()) {
      Instant list = listed.getOrDefault(kind, started);
      boolean follows =
          connected && listed.containsKey(kind) && since.getOrDefault(kind, -1) == epoch;
      Instant known = follows && heard.isAfter(list) ? heard : list;
      oldest = known.isBefore(oldest) ? known : oldest;
    }
    return Duration.between(oldest, clock.instant());
  }

  /// Why what is known is no picture of the cluster any more; empty while it is one.
  public synchronized Optional<String> stale() {
    Duration age = age();
    if (age.compareTo(staleAfter) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the cluster was last seen whole %d s ago%s"
            .formatted(age.toSeconds(), trouble.isEmpty() ? "" : ": " + trouble));
  }

  /// What is wrong at the moment; empty for nothing.
  public synchronized String trouble() {
    return trouble;
  }
}
