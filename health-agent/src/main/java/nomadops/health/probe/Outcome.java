package nomadops.health.probe;

import java.time.Duration;
import nomadops.health.probe.policy.HandOver;

/// How a hand-over went.
///
/// @param asked for what reason
/// @param reason why it ended so
public record Outcome(HandOver.Result result, String asked, String reason, Duration took) {}
