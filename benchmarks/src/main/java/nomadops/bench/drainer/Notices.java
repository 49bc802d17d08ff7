package nomadops.bench.drainer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The ways in which one and the same terminate action is told, as AWS words them.
enum Notices {
  /// The group's own notification, straight into the queue.
  DIRECT {
    @Override
    String of(Termination termination, Instant now) {
      return """
      {"LifecycleHookName":"%s","AccountId":"123456789012","RequestId":"5d858daa-5692-135e-98ca-ef04118c2ab5",\
      "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","AutoScalingGroupName":"%s",\
      "Service":"AWS Auto Scaling","Time":"%s","EC2InstanceId":"%s","LifecycleActionToken":"%s"}\
      """
          .formatted(
              AutoScalingServer.HOOK,
              AutoScalingServer.GROUP,
              now.truncatedTo(ChronoUnit.MILLIS),
              termination.instance(),
              termination.token());
    }
  },
  /// The same by way of a topic.
  SNS {
    @Override
    String of(Termination termination, Instant now) {
      return wrapped(DIRECT.of(termination, now), now);
    }
  },
  EVENT_BRIDGE {
    @Override
    String of(Termination termination, Instant now) {
      return """
      {"version":"0","id":"%s","detail-type":"EC2 Instance-terminate Lifecycle Action",\
      "source":"aws.autoscaling","account":"123456789012","time":"%s","region":"us-east-1",\
      "resources":["arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:26e7234b:autoScalingGroupName/%s"],\
      "detail":{"LifecycleActionToken":"%s","AutoScalingGroupName":"%s","LifecycleHookName":"%s",\
      "EC2InstanceId":"%s","LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING",\
      "Origin":"AutoScalingGroup","Destination":"EC2"}}\
      """
          .formatted(
              termination.token(),
              now.truncatedTo(ChronoUnit.SECONDS),
              AutoScalingServer.GROUP,
              termination.token(),
              AutoScalingServer.GROUP,
              AutoScalingServer.HOOK,
              termination.instance());
    }
  },
  SNS_EVENT_BRIDGE {
    @Override
    String of(Termination termination, Instant now) {
      return wrapped(EVENT_BRIDGE.of(termination, now), now);
    }
  };

  /// The body of a message that is sent now.
  abstract String of(Termination termination, Instant now);

  private static String wrapped(String message, Instant now) {
    return """
    {"Type":"Notification","MessageId":"95df01b4-ee98-5cb9-9903-4c221d41eb5e",\
    "TopicArn":"arn:aws:sns:us-east-1:123456789012:lifecycle","Subject":"Auto Scaling",\
    "Message":"%s","Timestamp":"%s","SignatureVersion":"1","Signature":"EXAMPLE"}\
    """
        .formatted(message.replace("\"", "\\\""), now.truncatedTo(ChronoUnit.MILLIS));
  }
}
