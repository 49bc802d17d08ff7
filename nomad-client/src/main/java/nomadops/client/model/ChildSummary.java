package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How many children a periodic or parameterized job has, by their status.
public record ChildSummary(
    @JsonProperty("Pending") long pending,
    @JsonProperty("Running") long running,
    @JsonProperty("Dead") long dead) {

  public static final ChildSummary NONE = new ChildSummary(0, 0, 0);
}
