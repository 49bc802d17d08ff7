package nomadops.snapshot.intake;

import java.time.Duration;

/// The bounds of one download.
///
/// @param most the largest snapshot in bytes
/// @param deadline for all of it
/// @param stale any server may answer, even one that knows no leader
public record DownloadTerms(long most, Duration deadline, boolean stale) {}
