package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a registration led to.
///
/// @param evaluation as Nomad wrote it; see [#evalId()]
/// @param warnings the server's warnings; empty when there are none
public record RegisterReceipt(
    @JsonProperty("EvalID") @Nullable String evaluation,
    @JsonProperty("EvalCreateIndex") long evalCreateIndex,
    @JsonProperty("JobModifyIndex") long jobModifyIndex,
    @JsonProperty("Warnings") String warnings,
    @JsonProperty("Index") long index) {
  public RegisterReceipt {
    warnings = Fields.text(warnings);
  }

  /// Empty for periodic and parameterized jobs.
  public Optional<String> evalId() {
    return Optional.ofNullable(evaluation).filter(id -> !id.isEmpty());
  }
}
