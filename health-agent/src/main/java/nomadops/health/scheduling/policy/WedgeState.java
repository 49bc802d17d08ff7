package nomadops.health.scheduling.policy;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server's probe remembers between looks.
///
/// @param lates looks in a row that were late while nothing else got done
/// @param lateSince the first of them
/// @param ready what waited for a worker at the latest look
/// @param handedOver when leadership was last handed over, or tried to be
/// @param condemnedAt when this server was last condemned
/// @param condemned its liveness fails now
public record WedgeState(
    int lates,
    Optional<Instant> lateSince,
    OptionalLong ready,
    Optional<Instant> handedOver,
    Optional<Instant> condemnedAt,
    boolean condemned) {

  /// Nothing is known.
  public static final WedgeState START =
      new WedgeState(
          0, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), false);

  /// This server's condemnation was recorded: its liveness fails from now on.
  public WedgeState condemned(Instant now) {
    return new WedgeState(
        0, Optional.empty(), OptionalLong.empty(), handedOver, Optional.of(now), true);
  }

  /// The row of late looks is broken.
  WedgeState broken() {
    return new WedgeState(
        0, Optional.empty(), OptionalLong.empty(), handedOver, condemnedAt, condemned);
  }

  /// Nothing is wrong, or no longer.
  WedgeState well() {
    return new WedgeState(
        0, Optional.empty(), OptionalLong.empty(), Optional.empty(), condemnedAt, false);
  }

  WedgeState absolved() {
    return new WedgeState(
        0, Optional.empty(), OptionalLong.empty(), handedOver, condemnedAt, false);
  }

  /// One more look that was late.
  WedgeState late(Instant now) {
    return new WedgeState(
        lates + 1, Optional.of(lateSince.orElse(now)), ready, handedOver, condemnedAt, condemned);
  }

  WedgeState queue(long waiting) {
    return new WedgeState(
        lates, lateSince, OptionalLong.of(waiting), handedOver, condemnedAt, condemned);
  }

  WedgeState handedOver(Instant now) {
    return new WedgeState(
        0, Optional.empty(), OptionalLong.empty(), Optional.of(now), condemnedAt, condemned);
  }
}
