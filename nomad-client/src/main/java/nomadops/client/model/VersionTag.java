package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// A name that somebody gave to a version of a job (Nomad 1.9 and later); tagged versions are kept.
///
/// @param taggedTime nanoseconds since the epoch
public record VersionTag(
    @JsonProperty("Name") String name,
    @JsonProperty("Description") String description,
    @JsonProperty("TaggedTime") long taggedTime) {
  public VersionTag {
    name = Fields.text(name);
    description = Fields.text(description);
  }

  public Instant taggedAt() {
    return Fields.instant(taggedTime);
  }
}
