package nomadops.simulator.journal;

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

  /// A node's drain was set or taken away.
  record NodeDrain(long index, String nodeId, boolean draining) implements Effect {}
}
