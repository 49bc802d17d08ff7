package nomadops.gc.bankrupt;

import nomadops.gc.bankrupt.plan.BankruptDecision;
import nomadops.gc.bankrupt.plan.BankruptFact;

/// Does what was decided, and says what came of it.
interface Performer extends AutoCloseable {
  /// Any other exception than these is a fault of its own kind: see [Bankruptcy].
  ///
  /// @throws OwnRecord.Lost when another operator has taken over
  BankruptFact perform(BankruptDecision decision) throws InterruptedException, OwnRecord.Lost;

  /// What was done, as far as this knows.
  Done done();

  @Override
  void close();

  /// Figures for the report.
  record Done(Tally tally, long evaluations, long left, long snapshotBytes) {
    static final Done NOTHING = new Done(new Tally(), 0, 0, 0);
  }
}
