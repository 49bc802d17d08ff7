package nomadops.drainer.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.client.model.PlacedAllocation;
import nomadops.drainer.plan.CutWork;

/// Tells what a drain cut off. What gives it away is the desired status `stop`, for the drain's
/// sake, beside an end that came after it.
///
/// An allocation that ended by itself in the very second in which it was told to stop counts as
/// cut: Nomad does not tell these apart.
final class Cuts {
  private static final Set<String> BATCH = Set.of("batch", "sysbatch");

  /// Nomad's words for an allocation that a drain stops (`scheduler/reconciler`, 1.7 to 2.0.5).
  private static final Set<String> BY_DRAIN =
      Set.of("alloc is being migrated", "alloc not needed as node is tainted");

  private Cuts() {}

  /// What a drain has cut so far; what still runs is not counted yet. Nothing need be remembered
  /// for it, so a restart loses none.
  ///
  /// @param placed all allocations of the node
  /// @param drainStarted by Nomad's clock: earlier drains of the same node are not counted again
  static List<CutWork> since(Instant drainStarted, Collection<PlacedAllocation> placed) {
    return placed.stream()
        .filter(Cuts::isCut)
        .filter(alloc -> !alloc.modifiedAt().isBefore(drainStarted))
        .map(Cuts::of)
        .toList();
  }

  private static boolean isCut(PlacedAllocation alloc) {
    boolean stopped = alloc.desiredStatus().equals("stop") && alloc.isClientTerminal();
    boolean byDrain =
        BY_DRAIN.contains(alloc.desiredDescription()) || alloc.clientStatus().equals("lost");
    return BATCH.contains(alloc.job().type()) && stopped && byDrain;
  }

  private static CutWork of(PlacedAllocation alloc) {
    Instant started = alloc.startedAt();
    Duration ran = Duration.between(started, alloc.endedAt().orElse(started));
    return new CutWork(
        alloc.namespace(),
        alloc.jobId(),
        alloc.taskGroup(),
        alloc.id(),
        alloc.job().type(),
        alloc.job().version(),
        ran.isNegative() ? Duration.ZERO : ran,
        Optional.of(alloc.nextAllocation()).filter(id -> !id.isEmpty()),
        alloc.job().meta());
  }
}
