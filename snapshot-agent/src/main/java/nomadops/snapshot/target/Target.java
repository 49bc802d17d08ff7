package nomadops.snapshot.target;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.policy.SnapshotName;

/// A place that keeps snapshots. What it lists was whole when it got its name.
public interface Target extends AutoCloseable {

  /// As messages name it, e.g. `s3://backups/nomad`.
  String describe();

  /// A folder of this machine where a snapshot is received and checked before it is put here.
  Path spool();

  /// Everything there that may be a snapshot of any cluster, in no order; other files are left out,
  /// and empty ones, which are none whatever they are called.
  ///
  /// @throws TargetFault when it cannot be listed whole
  List<Stored> list() throws TargetFault, InterruptedException;

  /// Gives a verified file its name here. When it returns, the file is there, whole, and was read
  /// back; when it throws, nothing bears the name, or (after a lost answer) all of it does.
  ///
  /// @param file in [#spool]; may be moved away
  /// @throws TargetFault when it could not be kept
  void put(Path file, SnapshotName name, ArchiveFacts facts)
      throws TargetFault, InterruptedException;

  /// Opens a stored snapshot; the caller closes it.
  ///
  /// @throws TargetFault when it is not there or cannot be read
  InputStream open(SnapshotName name) throws TargetFault, InterruptedException;

  /// Deletes it; one that is gone already is no fault.
  ///
  /// @throws TargetFault when it may still be there
  void delete(SnapshotName name) throws TargetFault, InterruptedException;

  @Override
  void close();
}
