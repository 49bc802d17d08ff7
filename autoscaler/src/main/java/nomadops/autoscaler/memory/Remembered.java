package nomadops.autoscaler.memory;

import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.policy.pool.Backoff;
import nomadops.autoscaler.policy.pool.Cordon;

/// What is kept of one pool.
///
/// @param cordons by node id
/// @param backoffs by group
/// @param template of its nodes, as whoever made it wrote it; empty when none was seen
public record Remembered(
    Map<String, Cordon> cordons, Map<String, Backoff> backoffs, Optional<String> template) {
  /// Nothing.
  public static final Remembered NOTHING = new Remembered(Map.of(), Map.of(), Optional.empty());

  public Remembered {
    cordons = Map.copyOf(cordons);
    backoffs = Map.copyOf(backoffs);
  }
}
