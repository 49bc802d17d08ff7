package nomadops.gc.bankrupt.plan;

/// What became of a [BankruptDecision], or what happened meanwhile.
public sealed interface BankruptFact {
  /// The snapshot lies whole in its file.
  record SnapshotSaved(long bytes) implements BankruptFact {}

  /// Our record stands in Nomad.
  record Recorded() implements BankruptFact {}

  /// The broker is paused and registrations are refused.
  record Paused() implements BankruptFact {}

  /// A page of the list was read.
  ///
  /// @param inHand listed jobs that are to be purged
  /// @param more whether another page follows
  record Listed(int inHand, boolean more) implements BankruptFact {}

  /// Some were tried.
  ///
  /// @param settled how many need nothing more: purged, gone, changed, put off or refused
  /// @param inHand how many are still to be purged: those that were not tried yet, and those that
  ///   are tried again, since Nomad did not answer or nothing may be sent now
  /// @param why why some are tried again; empty if none is
  record Purged(int settled, int inHand, String why) implements BankruptFact {}

  /// A round of deleting evaluations is over.
  ///
  /// @param left how many that nobody needs may still be there
  record EvaluationsDeleted(long deleted, long left) implements BankruptFact {}

  /// Somebody resumed the broker while we were at work.
  record BrokerRuns(String said) implements BankruptFact {}

  /// The record is another's now: another operator goes on with the work.
  record TakenOver(String by) implements BankruptFact {}

  /// The broker runs, and registrations are as they were.
  record Resumed() implements BankruptFact {}

  /// There is no record of ours any more.
  record Forgotten() implements BankruptFact {}

  /// How the cluster is afterwards.
  ///
  /// @param well whether it schedules
  record Verified(boolean well, String said) implements BankruptFact {}

  /// A request failed.
  ///
  /// @param lasting whether asking again cannot help: a refusal, a full disk
  record Faulted(String why, boolean lasting) implements BankruptFact {}

  /// The wait is over.
  record Waited() implements BankruptFact {}

  /// It is to end: a signal, or a bug.
  record Stopped(String why) implements BankruptFact {}
}
