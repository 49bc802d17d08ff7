package nomadops.gc.nodes;

import java.time.Instant;

/// What a consistent read says of a node and of what is on it.
///
/// @param statusSince since when it has this status, to the second
/// @param unfinished allocations in any namespace whose client has not finished them, as the
///   servers know it
/// @param modifyIndex names the state that was read
public record NodeFacts(
    String id,
    String name,
    String status,
    Instant statusSince,
    boolean draining,
    int unfinished,
    long modifyIndex) {}
