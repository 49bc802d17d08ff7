package nomadops.gc.purge;

import java.util.Set;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.policy.Question;

/// One attempt to delete one job: each state says what to do next, and [PurgeSteps#next] takes the
/// answer.
///
/// ```
///            found, same version, dead            nothing open
/// Recheck ──────────────────────────────► Ask ───────────────────► Delete ──► AwaitEval ──► Done(Purged)
///    │                                     │  (skipped when the        │           fault or 404: still Purged
///    ├─ missing ──► Done(AlreadyGone)      │   list told all)          ├─ EvalID "" and index 0 ──► Done(AlreadyGone)
///    ├─ differs ──► Done(Changed)          ├─ alive ──► Done(Deferred) ├─ answer lost, or 5xx ────► Done(Unknown)
///    └─ fault ────► Done(Abandoned)        └─ fault ──► Done(Abandoned)├─ 4xx ────────────────────► Done(Refused)
///                                                                      └─ not sent, 429, no fence ► Done(Abandoned)
/// ```
///
/// The re-check is a *consistent* read, immediately before the DELETE, because the list may be
/// stale and DELETE has no compare-and-set. Same ModifyIndex, JobModifyIndex and status mean that
/// the verdict still stands.
public sealed interface PurgeAttempt {
  Candidate candidate();

  /// Read the job, consistently.
  record Recheck(Candidate candidate) implements PurgeAttempt {}

  /// Answer what the list and the read leave open.
  record Ask(Candidate candidate, FreshJob job, Set<Question> open) implements PurgeAttempt {}

  /// Write the audit line, then send the DELETE.
  record Delete(Candidate candidate, FreshJob job) implements PurgeAttempt {}

  /// Wait for the deregister evaluation: until then it counts against the window.
  record AwaitEval(Candidate candidate, long purgeIndex, String evalId) implements PurgeAttempt {}

  /// The attempt is over.
  ///
  /// @param measured true if the evaluation was seen to finish, so that the time since the DELETE
  ///   is a sample for the pace
  record Done(Candidate candidate, PurgeOutcome outcome, boolean measured)
      implements PurgeAttempt {}
}
