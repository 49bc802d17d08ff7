package nomadops.autoscaler.policy.pool;

import java.time.Instant;

/// Work of one shape that ought to fit on nodes that are there.
///
/// @param since when it first ought to, and was not seen to get fewer since
/// @param count how many waited then
public record Claim(Instant since, int count) {}
