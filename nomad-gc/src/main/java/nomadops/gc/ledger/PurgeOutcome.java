package nomadops.gc.ledger;

import java.time.Instant;
import java.util.Locale;

/// How an attempt to delete a job ended. Every outcome but [Purged] leaves the question "is it
/// still there?" to the next list.
public sealed interface PurgeOutcome {
  /// Nomad deleted it on our request.
  ///
  /// @param evalId the deregister evaluation; empty for periodic and parameterized parents, which
  ///   get none
  record Purged(long purgeIndex, String evalId) implements PurgeOutcome {}

  /// It was gone before we asked, or another deleted it first: a DELETE of a missing job answers
  /// 200 with an empty EvalID and JobModifyIndex 0 (Nomad 1.3 to 2.0), which must not be read as
  /// success.
  ///
  /// @param knownAt Raft index at which the job is known to be gone
  record AlreadyGone(long knownAt) implements PurgeOutcome {}

  /// It is no longer the job that the verdict was about. Judged anew from the next list.
  record Changed(String what) implements PurgeOutcome {}

  /// Nomad refused or failed without acting.
  record Refused(int status, String why) implements PurgeOutcome {}

  /// The DELETE was sent and its answer lost. Resolved by a consistent re-read later, never by a
  /// second DELETE on suspicion.
  record Unknown(String why) implements PurgeOutcome {}

  /// Fresh facts say: not before `until`.
  record Deferred(String why, Instant until) implements PurgeOutcome {}

  /// Given up before anything was sent: leadership lost, the audit log full, or the process
  /// stopping.
  record Abandoned(String why) implements PurgeOutcome {}

  /// Stable name for metrics and the audit log.
  default String word() {
    return switch (this) {
      case AlreadyGone _ -> "already_gone";
      default -> getClass().getSimpleName().toLowerCase(Locale.ROOT);
    };
  }
}
