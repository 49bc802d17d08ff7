package nomadops.gc.purge;

import java.io.IOException;
import nomadops.client.model.JobKey;
import nomadops.gc.ledger.PurgeOutcome;

/// The audit log: first what is about to be done, then how it ended.
public interface Trail {
  /// Must be on its way to the disk when this returns; a DELETE follows only then.
  ///
  /// @throws IOException when the line could not be written: nothing may be deleted
  void intend(Candidate candidate, FreshJob job) throws IOException;

  /// How an attempt ended. A line that cannot be written shuts the audit gate; the effect is done
  /// already.
  void ended(Candidate candidate, PurgeOutcome outcome) throws IOException;

  /// A registration that our purge met was restored, or why it was not.
  void compensated(JobKey key, long purgeIndex, long registeredIndex, String result)
      throws IOException;

  /// True while lines can be written.
  boolean ready();
}
