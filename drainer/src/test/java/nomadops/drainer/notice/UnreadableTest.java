package nomadops.drainer.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class UnreadableTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

  private final NoticeParser parser = new NoticeParser();

  private String reason(String body) {
    Reading reading = parser.read(body, RECEIVED);
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).reason();
  }

  /// Each line: a sample, what is replaced in it, by what, and the reason.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          eventbridge-terminate | "EC2InstanceId" | "Other" | detail.EC2InstanceId is missing, it should be an instance id such as i-0633ac2b0d9769723
          eventbridge-terminate | "i-0633ac2b0d9769723" | 7 | detail.EC2InstanceId is 7, it should be an instance id such as i-0633ac2b0d9769723
          eventbridge-terminate | "i-0633ac2b0d9769723" | "i 0633" | detail.EC2InstanceId is 'i 0633', it should be an instance id such as i-0633ac2b0d9769723
          eventbridge-terminate | "i-0633ac2b0d9769723" | null | detail.EC2InstanceId is missing, it should be an instance id such as i-0633ac2b0d9769723
          eventbridge-terminate | "i-0633ac2b0d9769723" | " " | detail.EC2InstanceId is ' ', it should be an instance id such as i-0633ac2b0d9769723
          eventbridge-terminate | "LifecycleActionToken" | "Other" | detail.LifecycleActionToken is missing, it should be the token of this action
          eventbridge-terminate | _TERMINATING | _LAUNCHING | detail.LifecycleTransition is 'autoscaling:EC2_INSTANCE_LAUNCHING', it should be autoscaling:EC2_INSTANCE_TERMINATING as the detail-type says
          eventbridge-terminate | 2020-07-01T22:19:58Z | 1 July | time is '1 July', it should be a time such as 2020-07-01T22:19:58Z
          eventbridge-terminate | 2020-07-01T22:19:58Z | +999999999-01-01T00:00:00Z | time is '+999999999-01-01T00:00:00Z', it should be a time such as 2020-07-01T22:19:58Z
          eventbridge-terminate | "time" | "tine" | time is missing, it should be a time such as 2020-07-01T22:19:58Z
          eventbridge-terminate | "detail" | "details" | detail is missing, it should be an object
          eventbridge-terminate | "EC2" | ["EC2"] | detail.Destination is a list, it should be EC2, AutoScalingGroup or WarmPool
          group-terminate | _TERMINATING | _RESTING | LifecycleTransition is 'autoscaling:EC2_INSTANCE_RESTING', it should be autoscaling:EC2_INSTANCE_TERMINATING or autoscaling:EC2_INSTANCE_LAUNCHING
          group-terminate | 2018-05-16T20:13:40.414Z | soon | Time is 'soon', it should be a time such as 2020-07-01T22:19:58Z
          group-test-notification | TEST_NOTIFICATION | HELLO | Event is 'autoscaling:HELLO', it should be autoscaling:TEST_NOTIFICATION or a LifecycleTransition beside
          sns-group-terminate | \\"token\\" | 7 | Message.LifecycleActionToken is 7, it should be the token of this action
          sns-group-terminate | "Notification" | "Other" | Type is 'Other', it should be Notification
          sns-group-terminate | "Message" | "Massage" | Message is missing, it should be the event as JSON in a string
          eventbridge-state-change | "shutting-down" | "odd" | detail.state is 'odd', it should be pending, running, stopping, stopped, shutting-down or terminated
          eventbridge-health | Sat, 05 Jun 2016 15:10:09 GMT | Sat, 35 Jun 2016 | detail.startTime is 'Sat, 35 Jun 2016', it should be a time such as Sat, 05 Jun 2016 15:10:09 GMT
          eventbridge-health | "affectedEntities" | "entities" | detail.affectedEntities is missing, it should be a list of objects with an entityValue
          eventbridge-health-three-instances | "i-33333333" | 3 | nothing
          """)
  void aMessageWithAWrongFieldNamesIt(String sample, String was, String is, String reason) {
    String body = Samples.read(sample);
    assertThat(body).contains(was);
    String wanted =
        reason.equals("nothing")
            ? "detail.affectedEntities[2].entityValue is 3, it should be an instance id such as"
                + " i-12345678"
            : reason;

    assertThat(reason(body.replace(was, is))).isEqualTo(wanted);
  }

  @Test
  void anUnknownEventSaysWhichAreKnown() {
    assertThat(reason("{\"detail-type\":\"EC2 Coffee Break\"}"))
        .isEqualTo(
            "detail-type is 'EC2 Coffee Break', it should be EC2 Instance-terminate Lifecycle"
                + " Action, EC2 Instance-launch Lifecycle Action, EC2 Spot Instance Interruption"
                + " Warning, EC2 Instance Rebalance Recommendation, EC2 Instance State-change"
                + " Notification, or AWS Health Event");
  }

  @Test
  void aMessageOfAnotherKindSaysWhatIsLookedFor() {
    assertThat(reason("{\"hello\":\"world\"}"))
        .isEqualTo(
            "the body has none of detail-type (EventBridge), LifecycleTransition (Auto Scaling)"
                + " and Message (SNS): it is no message that the drainer knows");
  }

  @Test
  void malformedJsonSaysSo() {
    assertThat(reason("{\"detail-type\":"))
        .startsWith("the body is '{\"detail-type\":', it should");
    assertThat(reason("")).startsWith("the body is empty, it should be a JSON object");
    assertThat(reason("[1]")).startsWith("the body is a list, it should be a JSON object");
    assertThat(reason("null")).startsWith("the body is null, it should be a JSON object");
    assertThat(reason("{\"TopicArn\":\"a\",\"Message\":\"hello\"}"))
        .startsWith("Message is 'hello', it should be JSON");
  }

  @Test
  void twoInstanceIdsInOneObjectAreNotToBeBelieved() {
    String body =
        Samples.read("group-terminate")
            .replace("\"EC2InstanceId\"", "\"EC2InstanceId\": \"i-1\", \"EC2InstanceId\"");

    assertThat(reason(body)).contains("Duplicate");
  }

  @Test
  void aReasonIsOneShortLineWhateverTheBody() {
    assertThat(reason("{\"detail-type\":\"" + "x\\n".repeat(100_000) + "\"}"))
        .hasSizeLessThan(600)
        .doesNotContain("\n");
    assertThat(reason("\n".repeat(100_000) + "{")).hasSizeLessThan(600).doesNotContain("\n");
  }

  @Test
  void anEventInTwoEnvelopesIsReadAndInThreeIsTooDeep() {
    String event = Samples.read("eventbridge-terminate");

    assertThat(parser.read(wrapped(wrapped(event)), RECEIVED)).isInstanceOf(Reading.Notices.class);
    assertThat(reason(wrapped(wrapped(wrapped(event)))))
        .isEqualTo(
            "Message.Message.Message is an SNS envelope again, it should be the event: too deeply"
                + " wrapped");
  }

  private static String wrapped(String message) {
    ObjectNode envelope = new JsonMapper().createObjectNode();
    return envelope
        .put("Type", "Notification")
        .put("TopicArn", "arn")
        .put("Message", message)
        .toString();
  }

  @Test
  void aSubscriptionThatWaitsForItsConfirmationTellsTheOperator() {
    assertThat(reason(Samples.read("sns-subscription-confirmation"))).contains("SubscribeURL");
  }
}
