package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/// A lock on a variable (Nomad 1.7 and later).
///
/// @param id proves that one holds the lock; Nomad makes it
/// @param ttlText as Nomad writes it, for example `15s`; see [#ttl()]
/// @param lockDelayText as Nomad writes it; see [#lockDelay()]
public record VariableLock(
    @JsonProperty("ID") String id,
    @JsonProperty("TTL") String ttlText,
    @JsonProperty("LockDelay") String lockDelayText) {
  public VariableLock {
    id = Fields.text(id);
    ttlText = Fields.text(ttlText);
    lockDelayText = Fields.text(lockDelayText);
  }

  /// How long the lock is held after the last acquisition or renewal.
  public Duration ttl() {
    return GoDuration.parse(ttlText);
  }

  /// How long nobody else may take the lock after it has expired.
  public Duration lockDelay() {
    return GoDuration.parse(lockDelayText);
  }
}
