package nomadops.drainer.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.client.model.PlacedAllocation;

/// Batch work that a drain cut off. Nothing in Nomad says so: the allocation is `complete`, its job
/// is `dead` and not stopped, as if the work were done (seen on 1.8.4 and 2.0.5). What gives it
/// away is the desired status `stop` beside an end that came after it.
///
/// An allocation that ended by itself in the very second in which it was told to stop counts as
/// cut: Nomad does not tell these apart.
///
/// @param jobType `batch` or `sysbatch`
/// @param jobVersion of the job as it was placed
/// @param ran from its first task's start to its last task's end
/// @param replacedBy the allocation that does the work anew: before 1.11, or when the node was lost
public record CutWork(
    String namespace,
    String job,
    String group,
    String alloc,
    String jobType,
    long jobVersion,
    Duration ran,
    Optional<String> replacedBy) {

  private static final Set<String> BATCH = Set.of("batch", "sysbatch");

  /// Nomad's words for an allocation that a drain stops (`scheduler/reconciler`, 1.7 to 2.0.5).
  private static final Set<String> BY_DRAIN =
      Set.of("alloc is being migrated", "alloc not needed as node is tainted");

  /// What was cut between two looks at a node.
  ///
  /// @param before when the drain began, or at any time after
  /// @param after when it was over and all had ended; what still runs there is not counted
  public static List<CutWork> between(
      Collection<PlacedAllocation> before, Collection<PlacedAllocation> after) {
    Set<String> running =
        before.stream()
            .filter(alloc -> !alloc.isClientTerminal())
            .map(PlacedAllocation::id)
            .collect(Collectors.toSet());
    return after.stream()
        .filter(alloc -> running.contains(alloc.id()))
        .filter(CutWork::isCut)
        .map(CutWork::of)
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
        Optional.of(alloc.nextAllocation()).filter(id -> !id.isEmpty()));
  }
}
