package nomadops.drainer.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nomadops.client.model.DrainStrategy;
import nomadops.client.model.Node;
import org.jspecify.annotations.Nullable;

/// What a wish for a drain comes to, given the node as it is. Pure.
///
/// Nomad counts a deadline from each PUT anew (`ForceDeadline`, 2.0.5): a wish that comes twice
/// would put it off.
sealed interface DrainWrite {

  /// Write it.
  record Put(Duration deadline, String reason) implements DrainWrite {}

  /// It is under way already.
  record Nothing(String reason) implements DrainWrite {}

  /// Ends that differ by less are the same.
  Duration TOLERANCE = Duration.ofSeconds(1);

  /// What is to be done.
  static DrainWrite of(
      DrainState before,
      Duration wanted,
      boolean ignoreSystemJobs,
      Map<String, String> meta,
      Instant now) {
    @Nullable DrainStrategy running = before.strategy().orElse(null);
    if (running == null) {
      return new Put(wanted, "it is not under a drain");
    }
    boolean same = running.ignoreSystemJobs() == ignoreSystemJobs && hasMeta(before, meta);
    Instant end = end(wanted, now);
    Instant runningEnd =
        running.deadlineNanos() < 0 ? Instant.MIN : running.forceDeadline().orElse(Instant.MAX);
    if (isSooner(end, runningEnd)) {
      return new Put(wanted, "it drains, and is to end sooner");
    }
    return same
        ? new Nothing("it drains already and ends no later")
        : new Put(left(running, runningEnd, now), "it drains, and keeps its end");
  }

  private static boolean hasMeta(DrainState state, Map<String, String> meta) {
    return state.last().filter(last -> last.meta().equals(meta)).isPresent();
  }

  private static Instant end(Duration deadline, Instant now) {
    if (deadline.isZero()) {
      return Instant.MAX;
    }
    return deadline.isNegative() ? Instant.MIN : now.plus(deadline);
  }

  private static boolean isSooner(Instant end, Instant runningEnd) {
    if (runningEnd.equals(Instant.MIN) || end.equals(Instant.MAX)) {
      return false;
    }
    return end.equals(Instant.MIN) || end.isBefore(runningEnd.minus(TOLERANCE));
  }

  private static Duration left(DrainStrategy running, Instant runningEnd, Instant now) {
    if (runningEnd.equals(Instant.MIN) || runningEnd.equals(Instant.MAX)) {
      return running.deadline();
    }
    Duration left = Duration.between(now, runningEnd);
    return left.compareTo(TOLERANCE) < 0 ? TOLERANCE : left;
  }

  /// Whether `node` shows a drain that was written since `before`.
  static boolean isIn(Node node, DrainState before, Map<String, String> meta) {
    DrainState after = DrainState.of(node);
    return !after.equals(before) && hasMeta(after, meta);
  }
}
