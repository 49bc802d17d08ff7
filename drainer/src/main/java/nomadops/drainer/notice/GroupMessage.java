package nomadops.drainer.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What an Auto Scaling group sends to SQS or SNS itself: lifecycle actions, and notes about
/// itself, of which each new hook's test notification is one.
///
/// ```json
/// {"AccountId":"609519224176","RequestId":"b36d6757-..","AutoScalingGroupName":"my-asg",
///  "Service":"AWS Auto Scaling","Event":"autoscaling:TEST_NOTIFICATION",
///  "Time":"2018-05-14T22:39:45.555Z",..}
/// ```
final class GroupMessage {
  private static final String TEST = "autoscaling:TEST_NOTIFICATION";

  /// Sent where a group has notifications configured: they tell of what is over.
  private static final Set<String> NOTES =
      Set.of(
          "autoscaling:EC2_INSTANCE_LAUNCH",
          "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
          "autoscaling:EC2_INSTANCE_TERMINATE",
          "autoscaling:EC2_INSTANCE_TERMINATE_ERROR");

  private GroupMessage() {}

  static Reading read(Fields message, Instant receivedAt) {
    Optional<String> event = message.optionalText("Event", TEST);
    if (event.isPresent() && event.get().equals(TEST)) {
      return new Reading.Nothing("a test notification of Auto Scaling");
    }
    if (message.has("LifecycleTransition") || message.has("LifecycleActionToken")) {
      return LifecycleAction.read(message, message.optionalTime("Time").orElse(receivedAt));
    }
    if (event.isEmpty()) {
      throw new Unfit(
          (message.path().isEmpty() ? "the body" : message.path())
              + " has none of detail-type (EventBridge), LifecycleTransition (Auto Scaling) and"
              + " Message (SNS): it is no message that the drainer knows");
    }
    if (NOTES.contains(event.get())) {
      return new Reading.Nothing("a note of Auto Scaling, no lifecycle action: " + event.get());
    }
    throw new Unfit(
        message.at("Event"), Fields.quoted(event.get()), TEST + " or a LifecycleTransition beside");
  }
}
