package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/// A namespace.
public record Namespace(
    @JsonProperty("Name") String name,
    @JsonProperty("Description") String description,
    @JsonProperty("Meta") Map<String, String> meta,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex) {
  public Namespace {
    name = Fields.text(name);
    description = Fields.text(description);
    meta = Fields.texts(meta);
  }
}
