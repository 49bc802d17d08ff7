package nomadops.simulator.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One applied effect. `index` is the Raft index that applied it.
public sealed interface Effect {
  long index();

  /// A job was registered (or dispatched, or forced); `jobModifyIndex` names this version of it.
  record Registered(long index, String namespace, String jobId, long jobModifyIndex, long version)
      implements Effect {}

  /// A DELETE that found its job and was applied. `jobModifyIndex` is that of the job as it was
  /// deleted; `evalId` is empty for periodic and parameterized parents; `live` tells that the job
  /// was not dead.
  record Deregistered(
      long index,
      String namespace,
      String jobId,
      long jobModifyIndex,
      boolean purged,
      int evalPriority,
      String evalId,
      boolean live)
      implements Effect {}

  /// The built-in GC deleted a job.
  record Collected(long index, String namespace, String jobId, long jobModifyIndex)
      implements Effect {}

  /// A DELETE of a job that is not there: answered 200, nothing applied. `index` is 0.
  record DeletedNothing(long index, String namespace, String jobId) implements Effect {}

  /// A request set a node's drain or took it away; `again` tells that one ran already.
  /// `forceDeadline` is null for a drain without one; a forced drain's is the moment itself.
  record NodeDrain(
      long index,
      Instant at,
      String nodeId,
      boolean draining,
      boolean again,
      @Nullable Instant forceDeadline)
      implements Effect {}

  /// A request changed a node's eligibility; a drain's own effect on it is not told.
  record NodeEligibility(long index, Instant at, String nodeId, boolean eligible)
      implements Effect {}
}
