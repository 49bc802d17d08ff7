package nomadops.snapshot.policy;

import java.util.Set;

/// What becomes of one stored snapshot, and why.
public sealed interface Retained {

  SnapshotName name();

  String reason();

  /// It stays.
  ///
  /// @param classes what it is the newest of; empty when it stays for another reason
  record Keep(SnapshotName name, Set<KeepClass> classes, String reason) implements Retained {
    public Keep {
      classes = Set.copyOf(classes);
    }
  }

  /// It goes.
  record Delete(SnapshotName name, String reason) implements Retained {}
}
