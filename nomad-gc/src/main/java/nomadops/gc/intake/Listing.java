package nomadops.gc.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What the last complete list showed.
///
/// @param at when it was complete; empty before the first
/// @param took from its first page to its last, waits for the purger included
/// @param reading the part of that spent on Nomad's answers
/// @param lists how many lists were completed since the start
/// @param fault why the latest attempt failed; empty if it did not
public record Listing(
    Optional<Instant> at,
    Census census,
    Duration took,
    Duration reading,
    int pages,
    long lists,
    String fault) {
  static final Listing NONE =
      new Listing(Optional.empty(), new Census(), Duration.ZERO, Duration.ZERO, 0, 0, "");

  Listing failed(String why) {
    return new Listing(at, census, took, reading, pages, lists, why);
  }
}
