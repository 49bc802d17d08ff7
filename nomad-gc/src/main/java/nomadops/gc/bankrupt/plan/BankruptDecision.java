package nomadops.gc.bankrupt.plan;

import java.time.Duration;

/// What to do next, and why.
public sealed interface BankruptDecision {
  String reason();

  record SaveSnapshot(String reason) implements BankruptDecision {}

  /// Write the record, which must stand before the broker is paused.
  record WriteRecord(String reason) implements BankruptDecision {}

  record Pause(String reason) implements BankruptDecision {}

  /// Read the next page of dead jobs.
  record ListDead(String reason) implements BankruptDecision {}

  /// Purge some of those that are in hand.
  record Purge(String reason) implements BankruptDecision {}

  record DeleteEvaluations(int round, String reason) implements BankruptDecision {}

  /// Put the two fields of the scheduler configuration back, and no other.
  record Resume(String reason) implements BankruptDecision {}

  record RemoveRecord(String reason) implements BankruptDecision {}

  record Verify(String reason) implements BankruptDecision {}

  /// Wait, then go on.
  record Wait(Duration time, String reason) implements BankruptDecision {}

  /// It is over.
  record Done(Ending ending, String reason) implements BankruptDecision {}
}
