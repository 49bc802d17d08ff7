package nomadops.gc.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.gc.job.DeadJob;

/// Nomad's list of dead jobs, one page at a time.
public interface JobList {
  /// One page of it.
  ///
  /// @param index X-Nomad-Index: how old the page may be
  /// @param next where the next page starts; empty after the last
  record Page(List<DeadJob> jobs, long index, Optional<String> next) {}

  /// Reads the page that starts at `token` (empty for the first).
  ///
  /// @param metaKeys the job meta that is wanted
  /// @throws nomadops.client.fault.NomadFault when it cannot be had whole
  Page page(Optional<String> token, Set<String> metaKeys) throws InterruptedException;
}
