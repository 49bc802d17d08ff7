package nomadops.client.model;

/// How many allocations of a task group are in which state.
public record GroupSummary(
    int queued, int complete, int failed, int running, int starting, int lost, int unknown) {}
