package nomadops.snapshot;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditRecord;
import nomadops.runtime.audit.AuditUnavailable;
import nomadops.snapshot.archive.Contents;
import nomadops.snapshot.archive.Keyring;
import nomadops.snapshot.policy.Retained;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what was done: the log, and the audit log when there is one.
public final class Trail {
  private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

  private final Optional<AuditLog> audit;
  private final InstantSource clock;

  public Trail(Optional<AuditLog> audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /// Before an effect.
  ///
  /// @throws nomadops.runtime.audit.AuditUnavailable when it could not be put on record
  void ready() {
    audit.ifPresent(AuditLog::ensureWritable);
  }

  void saved(String target, String reason, SaveOutcome outcome) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("target", target);
    switch (outcome) {
      case SaveOutcome.Saved(var name, var facts, var _) -> {
        LOG.info("saved {} to {} ({})", name.file(), target, reason);
        warn(facts.contents());
        inputs.put("index", facts.index());
        inputs.put("bytes", facts.bytes());
        inputs.put("sha256", facts.sha256());
        record("save", name.file(), reason, inputs, "done");
      }
      case SaveOutcome.Fenced fenced -> {
        LOG.info("no snapshot was saved: {}", fenced.reason());
        record("save", target, reason, inputs, "refused: " + fenced.reason());
      }
      case SaveOutcome.NomadFailed _,
          SaveOutcome.Rejected _,
          SaveOutcome.TargetFailed _,
          SaveOutcome.AuditFailed _ -> {
        LOG.warn("no snapshot was saved: {}", outcome.reason());
        record("save", target, reason, inputs, "failed: " + outcome.reason());
      }
    }
  }

  private static void warn(Contents contents) {
    switch (contents) {
      case Contents.Read(var _, Keyring.OnServersAlone keyring) -> LOG.warn(keyring.meaning());
      case Contents.Unknown(String why) -> LOG.warn("whole, and not understood: {}", why);
      case Contents.Read _ -> {}
    }
  }

  void deleted(String target, Retained.Delete decision) {
    LOG.info("deleted {}: {}", decision.name().file(), decision.reason());
    delete(target, decision, "done");
  }

  void notDeleted(String target, Retained.Delete decision, String why) {
    LOG.warn("{} stays, though {}: {}", decision.name().file(), decision.reason(), why);
    delete(target, decision, "failed: " + why);
  }

  private void delete(String target, Retained.Delete decision, String outcome) {
    record("delete", decision.name().file(), decision.reason(), Map.of("target", target), outcome);
  }

  private void record(
      String action, String subject, String reason, Map<String, Object> inputs, String outcome) {
    AuditRecord line =
        new AuditRecord(clock.instant(), "snapshot", action, subject, reason, inputs, outcome);
    try {
      audit.ifPresent(log -> log.record(line));
    } catch (AuditUnavailable e) {
      // It is done, and its line is kept and written first once that is possible again.
      LOG.error("{}", e.getMessage());
    }
  }
}
