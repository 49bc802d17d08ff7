package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A drain that Nomad has forgotten to end. The end of a sysbatch allocation makes its drainer look
/// at nothing, yet the drain waits for it: when it was the last one, the node drains until the
/// deadline, or for ever without one (seen on 1.8.4 and 2.0.5; `nomad/drainer`, `IsDone`).
///
/// A drain whose deadline is another makes the drainer look (seen on 2.0.5: complete within 0.2 s).
/// The same deadline 0 again does not, nor does evaluating the node or marking it ineligible.
///
/// @param nudge the deadline to drain with: a little sooner than the present one. Not at once: what
///   the token may not see would be stopped with it
public record Stalled(Duration nudge, String reason) {
  /// Nomad needs about a second to notice what it does notice.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration SOONER = Duration.ofSeconds(5);
  private static final Duration LEAST = Duration.ofSeconds(1);

  /// As good as none: for a drain that has no deadline.
  private static final Duration FAR = Duration.ofDays(365);

  /// Empty when the node does not drain, when something still runs or is not known, or when it is
  /// too early to say.
  public static Optional<Stalled> of(NodeFacts node, Instant now) {
    if (node.drain().isEmpty() || node.allocs().isEmpty() || node.isDown()) {
      return Optional.empty();
    }
    NodeFacts.RunningDrain drain = node.drain().get();
    NodeFacts.Allocs allocs = node.allocs().get();
    Instant quietSince = later(drain.startedAt(), touched(node), allocs.lastEnded());
    boolean quiet = allocs.counted() == 0 && now.isAfter(quietSince.plus(PATIENCE));
    if (!quiet) {
      return Optional.empty();
    }
    Duration nudge =
        drain
            .forceDeadline()
            .map(force -> Duration.between(now, force).minus(SOONER))
            .map(left -> left.compareTo(LEAST) < 0 ? LEAST : left)
            .orElse(FAR);
    return Optional.of(
        new Stalled(
            nudge,
            "nothing that a drain waits for has run since "
                + quietSince
                + ", and it does not end"));
  }

  /// When the drain was last written: a nudge takes a moment, too.
  private static Optional<Instant> touched(NodeFacts node) {
    return node.lastDrain().map(NodeFacts.PastDrain::updatedAt);
  }

  private static Instant later(Instant first, Optional<Instant> second, Optional<Instant> third) {
    Instant later = second.filter(first::isBefore).orElse(first);
    return third.filter(later::isBefore).orElse(later);
  }
}
