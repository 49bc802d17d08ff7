package nomadops.gc.bankrupt;

import java.util.Map;

/// The audit log, as far as it is not about single jobs.
@FunctionalInterface
public interface Deeds {
  /// Writes a line.
  ///
  /// @param action e.g. `pause-broker`
  /// @throws nomadops.runtime.audit.AuditUnavailable when it could not be written
  void told(String action, String reason, Map<String, Object> inputs, String outcome);
}
