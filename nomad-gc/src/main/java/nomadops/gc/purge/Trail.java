package nomadops.gc.purge;

import nomadops.client.model.JobKey;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.runtime.audit.AuditUnavailable;

/// The audit log: first what is about to be done, then how it ended.
public interface Trail {
  /// Must be on its way to the disk when this returns; a DELETE follows only then.
  ///
  /// @throws AuditUnavailable when the line could not be written: nothing may be deleted
  void intend(Candidate candidate, FreshJob job);

  /// How an attempt ended that got as far as [#intend].
  ///
  /// @throws AuditUnavailable when the line could not be written; it is kept and written later
  void ended(Candidate candidate, PurgeOutcome outcome);

  /// A registration that our purge met was restored, or why it was not.
  void compensated(JobKey key, long purgeIndex, long registeredIndex, String result);

  /// Writes nothing: for a process that was given no audit log.
  Trail NONE =
      new Trail() {
        @Override
        public void intend(Candidate candidate, FreshJob job) {}

        @Override
        public void ended(Candidate candidate, PurgeOutcome outcome) {}

        @Override
        public void compensated(JobKey key, long purgeIndex, long registeredIndex, String result) {}

        @Override
        public boolean ready() {
          return true;
        }

        @Override
        public long failures() {
          return 0;
        }
      };

  /// True while lines can be written.
  boolean ready();

  /// How often a line could not be written.
  long failures();
}
