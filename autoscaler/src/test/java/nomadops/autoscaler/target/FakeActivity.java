package nomadops.autoscaler.target;

import java.time.Instant;
import java.util.Optional;

/// A scaling activity, as DescribeScalingActivities tells it.
///
/// @param status AWS's StatusCode
/// @param message AWS's StatusMessage; empty for none
public record FakeActivity(
    String id,
    String description,
    String status,
    String message,
    Instant start,
    Optional<Instant> end) {

  /// A launch that failed for this reason.
  public static FakeActivity failedLaunch(String id, String message, Instant at) {
    return new FakeActivity(
        id,
        "Launching a new EC2 instance.  Status Reason: " + message,
        "Failed",
        message,
        at,
        Optional.of(at));
  }

  /// A launch that succeeded.
  public static FakeActivity launched(String id, String instance, Instant at) {
    return new FakeActivity(
        id, "Launching a new EC2 instance: " + instance, "Successful", "", at, Optional.of(at));
  }
}
