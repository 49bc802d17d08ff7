package nomadops.health.quarantine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.view.Reading;

/// One turn of the controller.
///
/// @param deeds every decision and what became of it
public record Turn(Instant at, Reading reading, List<Deed> deeds, Duration took) {
  public Turn {
    deeds = List.copyOf(deeds);
  }

  /// A decision and what became of it.
  public record Deed(Decision decision, Outcome outcome) {}

  /// What holds clients back.
  public Stream<Decision.Hold> holds() {
    return of(Decision.Hold.class);
  }

  /// What many clients fail.
  public Stream<Decision.CommonCause> causes() {
    return of(Decision.CommonCause.class);
  }

  private <D extends Decision> Stream<D> of(Class<D> kind) {
    return deeds.stream().map(Deed::decision).filter(kind::isInstance).map(kind::cast);
  }
}
