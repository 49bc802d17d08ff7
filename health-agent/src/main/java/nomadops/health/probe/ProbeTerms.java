package nomadops.health.probe;

import java.time.Duration;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;

/// What the probe goes by.
///
/// @param every from the end of one look to the start of the next
/// @param lately how long whoever gave the lead to this server is not given it back
public record ProbeTerms(
    Duration every, Liveness liveness, Readiness readiness, HandOver handOver, Duration lately) {
  /// While the server stops or a hand-over is under way.
  static final Duration OFTEN = Duration.ofMillis(200);
}
