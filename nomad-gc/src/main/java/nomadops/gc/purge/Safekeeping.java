package nomadops.gc.purge;

import java.util.List;
import nomadops.gc.ledger.PurgeOutcome;

/// Keeps jobs before they are deleted, for whoever deletes batch by batch.
public interface Safekeeping extends Keeping {
  /// Those of the batch that are safe and may be deleted; the others are left alone in this run.
  ///
  /// @throws nomadops.runtime.Failure when none is, and no further batch will be, either
  List<Candidate> keep(List<Candidate> batch) throws InterruptedException;

  /// How an attempt ended that is not repeated. From many threads.
  void ended(Candidate candidate, PurgeOutcome outcome);

  /// For a cluster whose jobs nobody archives.
  Safekeeping NONE =
      new Safekeeping() {
        @Override
        public List<Candidate> keep(List<Candidate> batch) {
          return batch;
        }

        @Override
        public void ended(Candidate candidate, PurgeOutcome outcome) {}

        @Override
        public boolean holds(Candidate candidate, FreshJob job) {
          return true;
        }
      };
}
