package nomadops.health.scheduling.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The record that all servers' probes share: who is condemned, and who was when.
///
/// @param current the latest one
/// @param last by server
/// @param index that it must still have to be written; 0 when there is no record yet
public record Condemnations(Optional<Current> current, Map<String, Instant> last, long index) {
  /// A server's entry is of no use any more after so long.
  private static final Duration KEPT = Duration.ofDays(1);

  /// The latest one.
  ///
  /// @param until until when nobody else may be condemned
  public record Current(String server, Instant until) {}

  /// There is no record yet.
  public static final Condemnations NONE = new Condemnations(Optional.empty(), Map.of(), 0);

  public Condemnations {
    last = Map.copyOf(last);
  }

  /// The same with one more. Entries of long ago are left out, so that it stays small.
  public Condemnations with(String server, Instant now, Instant until) {
    Map<String, Instant> all = new TreeMap<>();
    last.forEach((name, at) -> {
      if (at.plus(KEPT).isAfter(now)) {
        all.put(name, at);
      }
    });
    all.put(server, now);
    return new Condemnations(Optional.of(new Current(server, until)), all, index);
  }
}
