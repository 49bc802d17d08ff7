package nomadops.runtime.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One decision that was performed.
///
/// @param time when its outcome was known
/// @param tool e.g. `gc`
/// @param action a verb, e.g. `purge`
/// @param subject what it was done to, e.g. `default/ci-4711`
/// @param reason why, in words
/// @param inputs the facts that the decision rests on
/// @param outcome e.g. `done`, `refused`, `failed: ...`
public record AuditRecord(
    Instant time,
    String tool,
    String action,
    String subject,
    String reason,
    Map<String, Object> inputs,
    String outcome) {

  public AuditRecord {
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
