package nomadops.client.events;

import java.util.Optional;
import java.util.OptionalLong;

/// Decides whether anything can have been missed. Nomad starts a stream at the index that was asked
/// for, or at the nearest that it still has, and does not say which (2.0.5, event buffer of 100
/// entries by default). So a stream is resumed *at* the last index that was handed over: when the
/// server sends that entry again, nothing is missing; when it starts later, or has nothing to send
/// but heartbeats, something may be.
final class Continuity {
  private OptionalLong last;
  private boolean lastHandedOver;
  private boolean proven;
  private int beats;

  Continuity(OptionalLong from) {
    this.last = from;
  }

  /// What to do with a batch.
  record Arrival(Optional<StreamGap> gap, boolean handOver) {}

  OptionalLong resumeAt() {
    return last;
  }

  long lastIndex() {
    return last.orElse(0);
  }

  void connected() {
    proven = last.isEmpty();
    beats = 0;
  }

  /// The first heartbeat comes at once and says nothing; the second says that the server had no
  /// entry for us to start with.
  Optional<StreamGap> beat() {
    beats++;
    if (proven || beats < 2) {
      return Optional.empty();
    }
    proven = true;
    return gap(StreamGap.Cause.BEYOND_SERVER_BUFFER, 0);
  }

  Arrival batch(long index) {
    boolean first = !proven;
    proven = true;
    long former = last.orElse(index);
    if (first && index == former && lastHandedOver) {
      return new Arrival(Optional.empty(), false);
    }
    if (first && index < former && !lastHandedOver) {
      // Asked to start in the future of the events: the server sends its latest, which is older.
      return new Arrival(Optional.empty(), false);
    }
    Optional<StreamGap> gap = Optional.empty();
    if (index < former) {
      gap = gap(StreamGap.Cause.INDEX_WENT_BACK, index);
    } else if (first && index > former) {
      gap = gap(StreamGap.Cause.BEYOND_SERVER_BUFFER, index);
    }
    last = OptionalLong.of(index);
    lastHandedOver = true;
    return new Arrival(gap, true);
  }

  private Optional<StreamGap> gap(StreamGap.Cause cause, long until) {
    return Optional.of(new StreamGap(cause, lastIndex(), until, 0));
  }
}
