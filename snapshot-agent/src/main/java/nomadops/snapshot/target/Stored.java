package nomadops.snapshot.target;

import nomadops.snapshot.policy.SnapshotName;

/// A snapshot in a target.
public record Stored(SnapshotName name, long bytes) {}
