package nomadops.autoscaler.policy.wait;

import java.time.Duration;

/// Work that is expected to end.
///
/// @param in from now; zero or less for what should have ended already
/// @param nodes what part of an empty node it gives back
public record Release(Duration in, double nodes) {}
