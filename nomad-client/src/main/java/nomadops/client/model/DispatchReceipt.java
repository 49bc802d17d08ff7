package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a dispatch led to.
///
/// @param dispatchedJobId the child, whether it is new or was there by the same token
/// @param evaluation as Nomad wrote it; see [#evalId()]
public record DispatchReceipt(
    @JsonProperty("DispatchedJobID") String dispatchedJobId,
    @JsonProperty("EvalID") @Nullable String evaluation,
    @JsonProperty("Index") long index) {
  public DispatchReceipt {
    dispatchedJobId = Fields.text(dispatchedJobId);
  }

  /// Empty when a former dispatch with the same token made the child.
  public Optional<String> evalId() {
    return Optional.ofNullable(evaluation).filter(id -> !id.isEmpty());
  }
}
