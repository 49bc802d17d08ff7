package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What a drain, an eligibility change or a purge of a node led to.
///
/// @param nodeModifyIndex 0 where Nomad leaves it out (eligibility); use `index`
public record NodeUpdate(
    @JsonProperty("NodeModifyIndex") long nodeModifyIndex,
    @JsonProperty("EvalIDs") List<String> evalIds,
    @JsonProperty("EvalCreateIndex") long evalCreateIndex,
    @JsonProperty("Index") long index) {
  public NodeUpdate {
    evalIds = Fields.list(evalIds);
  }
}
