package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.pack.Packed;

/// How a decision came about, so that nobody has to guess: every input, what was made of it, and
/// what held it back.
public record Account(
    Instant at,
    Strength strength,
    Optional<Template> template,
    Demand demand,
    List<Clamp> clamps,
    Need need,
    List<String> outHolds,
    List<String> inHolds) {
  public Account {
    clamps = List.copyOf(clamps);
    outHolds = List.copyOf(outHolds);
    inHolds = List.copyOf(inHolds);
  }

  private static final Pattern FIGURES = Pattern.compile("[0-9]+");

  /// A reason without the figures in it: ages in them grow from turn to turn, which is nothing new.
  public static String withoutFigures(String reason) {
    return FIGURES.matcher(reason).replaceAll("n");
  }

  /// The pool as it is.
  ///
  /// @param size machines that its groups were told to have
  /// @param active nodes that take work
  /// @param cordoned nodes that we closed
  /// @param aside nodes that somebody else closed or drains
  /// @param coming machines that are not nodes yet
  /// @param lost machines that should be nodes and are not
  public record Strength(int size, int active, int cordoned, int aside, int coming, int lost) {}

  /// What waits, and what it takes.
  ///
  /// @param queued that counts
  /// @param early that has not waited long enough to count
  /// @param placed allocations that fit on nodes that are there, can be opened, or come
  /// @param packed the rest on empty nodes
  /// @param lowerBound no packing does with fewer nodes
  /// @param inTime nodes that are enough to keep the wait; at most those of `packed`
  /// @param bootLag that was reckoned with
  public record Demand(
      List<QueuedGroup> queued,
      List<QueuedGroup> early,
      int placed,
      Packed packed,
      int lowerBound,
      int inTime,
      Duration bootLag) {}

  /// A figure that was changed, and why.
  public record Clamp(String what, int before, int after, String reason) {}

  /// How many nodes are needed.
  ///
  /// @param now in this moment
  /// @param window the most within the window; empty until it has been seen wholly
  public record Need(int now, Optional<Integer> window) {}
}
