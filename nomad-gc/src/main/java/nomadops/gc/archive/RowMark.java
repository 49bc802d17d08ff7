package nomadops.gc.archive;

import java.time.Instant;
import nomadops.gc.archive.ArchivedJob.VersionKey;

/// How the purge of an archived version went.
public sealed interface RowMark {
  VersionKey version();

  /// It was deleted at this Raft index.
  record Purged(VersionKey version, Instant at, long purgeIndex) implements RowMark {}

  /// It is gone, and not by this process. Never overwrites [Purged].
  record Gone(VersionKey version, Instant at) implements RowMark {}

  /// The job lives on in another version: this one was not deleted, and its row goes.
  record Kept(VersionKey version) implements RowMark {}
}
