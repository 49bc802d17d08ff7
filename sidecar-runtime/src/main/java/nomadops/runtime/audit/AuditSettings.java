package nomadops.runtime.audit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// The settings of the audit log.
public final class AuditSettings {
  private static final String GROUP = "Audit";

  public static final Setting<Path> LOG =
      Setting.of("audit-log", Parsers.path())
          .describedAs("File that gets one JSON line for each decision performed.")
          .example("/var/lib/nomad-ops/audit.ndjson")
          .inGroup(GROUP);
  public static final Setting<AuditPolicy.Sync> SYNC =
      Setting.of("audit-sync", Parsers.oneOf(AuditPolicy.Sync.class))
          .defaultsTo(AuditPolicy.Sync.ON_CLOSE)
          .describedAs(
              "When the audit log is forced to the disk: every-record survives a crash of the machine.")
          .inGroup(GROUP);
  public static final Setting<Long> ROTATE_AT =
      Setting.of("audit-rotate-at", Parsers.bytes())
          .defaultsTo(0L)
          .describedAs("Size from which a new audit file is begun; 0 means never. Old files stay.")
          .inGroup(GROUP);

  /// All of them, to be added to a catalogue.
  public static final List<Setting<?>> ALL = List.of(LOG, SYNC, ROTATE_AT);

  private AuditSettings() {}

  /// The log that the settings describe, opened; nothing when there is none.
  ///
  /// @throws AuditUnavailable when it cannot be written
  public static Optional<AuditLog> open(Resolved settings, InstantSource clock) {
    long rotateAt = settings.get(ROTATE_AT);
    OptionalLong limit = rotateAt == 0 ? OptionalLong.empty() : OptionalLong.of(rotateAt);
    AuditPolicy policy = new AuditPolicy(settings.get(SYNC), limit);
    return settings.find(LOG).map(path -> AuditLog.open(path, policy, clock));
  }
}
