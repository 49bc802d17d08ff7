package nomadops.gc.nodes;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditRecord;

/// Two lines of the audit log for each node: `purge-node` with outcome `sending` before the
/// request, and how it ended after it.
public final class NodeJournal {
  private final Optional<AuditLog> log;
  private final InstantSource clock;

  public NodeJournal(Optional<AuditLog> log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /// What is about to be done.
  ///
  /// @throws nomadops.runtime.audit.AuditUnavailable when the line could not be written: nothing
  ///   may be purged
  void intend(NodeFacts node, String reason) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("name", node.name());
    inputs.put("status", node.status());
    inputs.put("status_since", node.statusSince().toString());
    inputs.put("unfinished_allocations", node.unfinished());
    inputs.put("modify_index", node.modifyIndex());
    log.ifPresent(AuditLog::ensureWritable);
    write(node, reason, inputs, "sending");
  }

  /// How it ended.
  ///
  /// @throws nomadops.runtime.audit.AuditUnavailable when the line could not be written; it is kept
  ///   and written later
  void ended(NodeFacts node, String what, String outcome) {
    write(node, what, Map.of(), outcome);
  }

  private void write(NodeFacts node, String reason, Map<String, Object> inputs, String outcome) {
    log.ifPresent(to ->
        to.record(
            new AuditRecord(
                clock.instant(), "gc", "purge-node", node.id(), reason, inputs, outcome)));
  }
}
