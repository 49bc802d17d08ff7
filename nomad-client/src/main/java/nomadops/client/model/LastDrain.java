package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/// The latest drain of a node, running or over.
///
/// @param status `draining`, `complete` or `canceled`
/// @param meta what the one who started it wanted to be remembered
public record LastDrain(
    @JsonProperty("StartedAt") Instant startedAt,
    @JsonProperty("UpdatedAt") Instant updatedAt,
    @JsonProperty("Status") String status,
    @JsonProperty("AccessorID") String accessorId,
    @JsonProperty("Meta") Map<String, String> meta) {
  public LastDrain {
    startedAt = startedAt == null ? Instant.EPOCH : startedAt;
    updatedAt = updatedAt == null ? Instant.EPOCH : updatedAt;
    status = Fields.text(status);
    accessorId = Fields.text(accessorId);
    meta = Fields.texts(meta);
  }
}
