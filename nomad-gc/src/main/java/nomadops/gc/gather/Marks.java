package nomadops.gc.gather;

import java.time.Instant;
import java.util.Optional;
import nomadops.gc.archive.ArchivedJob.VersionKey;
import nomadops.gc.archive.RowMark;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;

/// What a row is told of how its purge went.
final class Marks {
  private Marks() {}

  /// Empty when nobody knows yet, or it may be tried again.
  static Optional<RowMark> of(Candidate candidate, PurgeOutcome outcome, Instant now) {
    VersionKey version = new VersionKey(candidate.job().key(), candidate.job().modifyIndex());
    return switch (outcome) {
      case PurgeOutcome.Purged(long index, String _) ->
          Optional.of(new RowMark.Purged(version, now, index));
      case PurgeOutcome.AlreadyGone _ -> Optional.of(new RowMark.Gone(version, now));
      case PurgeOutcome.Changed _ -> Optional.of(new RowMark.Kept(version));
      case PurgeOutcome.Refused _,
          PurgeOutcome.Unknown _,
          PurgeOutcome.Deferred _,
          PurgeOutcome.Abandoned _ ->
          Optional.empty();
    };
  }
}
