package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The most nodes that were needed lately. It starts empty after a restart, and says nothing until
/// it has seen its whole length: so nothing is given back too early.
///
/// @param since when it began to look
/// @param peaks falling: each is the most since its time
public record Window(Optional<Instant> since, List<Peak> peaks) {
  public static final Window EMPTY = new Window(Optional.empty(), List.of());

  public Window {
    peaks = List.copyOf(peaks);
  }

  /// So many were needed then.
  public record Peak(Instant at, int nodes) {}

  /// One more look. Peaks that a later one exceeds are forgotten, and those that are too old.
  public Window with(int nodes, Instant now, Duration length) {
    List<Peak> kept = new ArrayList<>();
    Instant oldest = now.minus(length);
    for (Peak peak : peaks) {
      if (!peak.at().isBefore(oldest) && peak.nodes() > nodes) {
        kept.add(peak);
      }
    }
    kept.add(new Peak(now, nodes));
    return new Window(Optional.of(since.orElse(now)), kept);
  }

  /// The most within it; empty before it has seen its whole length.
  public Optional<Integer> most(Instant now, Duration length) {
    boolean whole = since.isPresent() && !since.get().plus(length).isAfter(now);
    return whole && !peaks.isEmpty() ? Optional.of(peaks.getFirst().nodes()) : Optional.empty();
  }
}
