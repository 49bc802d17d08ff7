package nomadops.runtime.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One decision that was performed.
///
/// @param time when its outcome was known
/// @param tool e.g. `gc`
/// @param action a verb, e.g. `purge`
/// @param subject what it was done to, e.g. `default/ci-4711`
/// @param reason why, in words
/// @param inputs the facts that the decision rests on
/// @param outcome e.g. `done`, `refused`, `failed: ...`
@JsonPropertyOrder({"time", "tool", "action", "subject", "reason", "inputs", "outcome"})
public record AuditRecord(
    @JsonProperty("time") Instant time,
    @JsonProperty("tool") String tool,
    @JsonProperty("action") String action,
    @JsonProperty("subject") String subject,
    @JsonProperty("reason") String reason,
    @JsonProperty("inputs") @Nullable Map<String, Object> inputs,
    @JsonProperty("outcome") String outcome) {

  public AuditRecord {
    inputs = inputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }
}
