package nomadops.autoscaler;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.runtime.pause.Pauses;
import nomadops.runtime.pause.Pauses.Pause;

/// What operators have paused, as it was read last. For one thread.
final class PauseBook {
  private final Pauses pauses;
  private Map<String, Pause> known = Map.of();
  private Optional<String> blind = Optional.empty();

  PauseBook(Pauses pauses) {
    this.pauses = pauses;
  }

  void read(Instant now) {
    try {
      known = pauses.at(now);
      blind = Optional.empty();
    } catch (NomadFault fault) {
      blind =
          Optional.of("whether an operator has paused it cannot be read: " + fault.getMessage());
    }
  }

  /// Who keeps a pool from acting; also when an operator may have paused it while nobody could read
  /// that.
  Optional<String> of(String pool) {
    return Optional.ofNullable(known.getOrDefault(pool, known.get(Pauses.ALL)))
        .map(Pause::toString)
        .or(() -> blind);
  }
}
