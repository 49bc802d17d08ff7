package nomadops.gc.bankrupt;

import java.util.List;
import nomadops.gc.purge.Candidate;

/// The last word before jobs are deleted, asked once for each batch and before any of it: an
/// archive keeps them first, for instance.
@FunctionalInterface
public interface Cleared {
  /// Those of the batch that may be deleted; the others are left alone in this run.
  ///
  /// @throws nomadops.runtime.Failure when none may, and no further batch, either
  List<Candidate> of(List<Candidate> batch) throws InterruptedException;
}
