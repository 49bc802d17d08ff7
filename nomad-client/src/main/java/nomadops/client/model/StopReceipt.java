package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What stopping an allocation led to.
///
/// @param evalId the evaluation (`alloc-stop`) that stops it and places another one
public record StopReceipt(
    @JsonProperty("EvalID") String evalId, @JsonProperty("Index") long index) {
  public StopReceipt {
    evalId = Fields.text(evalId);
  }
}
