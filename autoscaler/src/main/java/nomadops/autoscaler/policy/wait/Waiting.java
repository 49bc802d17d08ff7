package nomadops.autoscaler.policy.wait;

import java.time.Duration;
import java.util.Optional;

/// Work that waits and for which there is no room yet. Amounts are parts of an empty node.
///
/// @param nodes all of it together
/// @param allowance how much longer the oldest of it may wait
/// @param runs how long each part runs; empty when nobody knows, which counts as for ever
public record Waiting(double nodes, Duration allowance, Optional<Duration> runs) {}
