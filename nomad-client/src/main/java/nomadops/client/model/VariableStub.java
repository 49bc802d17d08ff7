package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A variable as `/v1/vars` lists it: without its items.
public record VariableStub(
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("Path") String path,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex,
    @JsonProperty("CreateTime") long createTime,
    @JsonProperty("ModifyTime") long modifyTime) {
  public VariableStub {
    namespace = Fields.text(namespace);
    path = Fields.text(path);
  }
}
