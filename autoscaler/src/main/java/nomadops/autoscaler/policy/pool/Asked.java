package nomadops.autoscaler.policy.pool;

import java.time.Instant;

/// What we told a group last, until it shows it.
///
/// @param desired so many machines
/// @param at when
public record Asked(int desired, Instant at) {}
