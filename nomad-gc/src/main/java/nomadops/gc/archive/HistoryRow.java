package nomadops.gc.archive;

import java.time.Instant;
import java.util.Optional;
import nomadops.gc.archive.ArchivedJob.VersionKey;

/// One archived version without its documents.
///
/// @param archived when it was last committed
/// @param ended when it was deleted or found gone; empty while pending
/// @param purgeIndex Raft index of the purge; 0 where it is not known
public record HistoryRow(
    VersionKey version,
    long createIndex,
    long jobModifyIndex,
    long jobVersion,
    String parentId,
    String type,
    String outcome,
    String rule,
    Instant submitted,
    Instant archived,
    RowState state,
    Optional<Instant> ended,
    long purgeIndex) {

  /// When it left Nomad, as far as that is known.
  public Instant when() {
    return ended.orElse(archived);
  }
}
