package nomadops.snapshot;

import java.time.Duration;
import nomadops.client.fault.NomadFault;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.policy.SnapshotName;

/// How one attempt to save a snapshot ended.
public sealed interface SaveOutcome {

  /// One word for metrics and the audit log.
  String word();

  /// For people.
  String reason();

  /// It is kept, and was verified.
  record Saved(SnapshotName name, ArchiveFacts facts, Duration took) implements SaveOutcome {
    @Override
    public String word() {
      return "saved";
    }

    @Override
    public String reason() {
      return name.file() + ", " + facts.bytes() + " bytes, took " + took.toMillis() + " ms";
    }
  }

  /// Another replica leads, or this one stops; nothing was kept.
  record Fenced(String reason) implements SaveOutcome {
    @Override
    public String word() {
      return "fenced";
    }
  }

  /// Nomad gave none.
  record NomadFailed(NomadFault fault) implements SaveOutcome {
    @Override
    public String word() {
      return "nomad-failed";
    }

    @Override
    public String reason() {
      return fault.isForbidden()
          ? "Nomad refused the snapshot (403). The token needs the operator capability snapshot-save"
              + " (or operator write), and before Nomad 1.11.3 it must be a management token."
          : String.valueOf(fault.getMessage());
    }
  }

  /// What Nomad gave was cut, damaged, too large or too slow; it was thrown away.
  record Rejected(String reason) implements SaveOutcome {
    @Override
    public String word() {
      return "rejected";
    }
  }

  /// It could not be kept.
  record TargetFailed(String reason) implements SaveOutcome {
    @Override
    public String word() {
      return "target-failed";
    }
  }

  /// It could not have been put on record, so it was not tried.
  record AuditFailed(String reason) implements SaveOutcome {
    @Override
    public String word() {
      return "audit-failed";
    }
  }
}
