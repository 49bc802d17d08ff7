package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How many allocations of a task group are in which state.
public record GroupSummary(
    @JsonProperty("Queued") int queued,
    @JsonProperty("Complete") int complete,
    @JsonProperty("Failed") int failed,
    @JsonProperty("Running") int running,
    @JsonProperty("Starting") int starting,
    @JsonProperty("Lost") int lost,
    @JsonProperty("Unknown") int unknown) {}
