package nomadops.health.agent;

import java.time.Duration;
import nomadops.health.check.Check;

/// A check and its rhythm.
///
/// @param every from the start of one look to the start of the next; a look that takes longer
///   delays the next one
/// @param deadline of a look
public record Planned(Check check, Duration every, Duration deadline) {}
