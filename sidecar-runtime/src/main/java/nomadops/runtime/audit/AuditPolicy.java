package nomadops.runtime.audit;

import java.util.OptionalLong;

/// How carefully to write.
///
/// @param sync when to force data to the disk itself
/// @param rotateAt size in bytes from which a new file is begun; old files are never deleted
public record AuditPolicy(Sync sync, OptionalLong rotateAt) {

  /// Survives a crash of the process; a crash of the machine may lose the last seconds.
  public static final AuditPolicy STANDARD = new AuditPolicy(Sync.ON_CLOSE, OptionalLong.empty());

  /// When data is forced to the disk.
  public enum Sync {
    /// After every record: survives a crash of the machine.
    EVERY_RECORD,
    /// When the log is closed or rotated.
    ON_CLOSE
  }
}
