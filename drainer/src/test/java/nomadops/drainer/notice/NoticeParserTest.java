package nomadops.drainer.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeParserTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T12:00:00Z");

  private final NoticeParser parser = new NoticeParser();

  private List<Notice> notices(String sample) {
    return noticesOf(Samples.read(sample));
  }

  private List<Notice> noticesOf(String body) {
    Reading reading = parser.read(body, RECEIVED);
    assertThat(reading).isInstanceOf(Reading.Notices.class);
    return ((Reading.Notices) reading).notices();
  }

  private static Notice terminating(
      String id, String at, String group, String hook, String token, boolean returns) {
    return new Notice.Terminating(
        new InstanceId(id), Instant.parse(at), new HookRef(group, hook, token), returns);
  }

  @Test
  void aTerminationByEventBridge() {
    assertThat(notices("eventbridge-terminate"))
        .containsExactly(
            terminating(
                "i-0633ac2b0d9769723",
                "2020-07-01T22:19:58Z",
                "nth-test1",
                "node-termination-handler",
                "0befcbdb-6ecd-498a-9ff7-ae9b54447cd6",
                false));
  }

  @Test
  void aTerminationToTheWarmPoolReturns() {
    assertThat(notices("eventbridge-terminate-to-warm-pool"))
        .containsExactly(
            terminating(
                "i-0633ac2b0d9769723",
                "2020-07-01T22:19:58Z",
                "nth-test1",
                "node-termination-handler",
                "0befcbdb-6ecd-498a-9ff7-ae9b54447cd6",
                true));
  }

  @Test
  void aTerminationFromTheGroupDirectlyToSqs() {
    assertThat(notices("group-terminate"))
        .containsExactly(
            terminating(
                "i-0194708ef7e24dcc7",
                "2018-05-16T20:13:40.414Z",
                "my-asg",
                "my-hook",
                "602063c7-4a06-4a67-b8cf-87ccc33bdc86",
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sns-group-terminate", "sns-raw-group-terminate"})
  void aTerminationBySnsWithAndWithoutItsEnvelope(String sample) {
    assertThat(notices(sample))
        .containsExactly(
            terminating(
                "i-000000000000", "2016-02-26T21:09:59.517Z", "group", "hook", "token", false));
  }

  @Test
  void anEventBridgeEventInAnSnsEnvelopeIsTheSameNotice() {
    assertThat(notices("sns-eventbridge-terminate")).isEqualTo(notices("eventbridge-terminate"));
  }

  /// Row 3 of the failure table: the same hook by EventBridge and directly.
  @Test
  void theSameActionByTwoWaysHasTheSameKey() {
    String direct =
        """
        {"LifecycleHookName":"node-termination-handler","AutoScalingGroupName":"nth-test1",
         "LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING",
         "EC2InstanceId":"i-0633ac2b0d9769723","Time":"2020-07-01T22:19:57.511Z",
         "LifecycleActionToken":"0befcbdb-6ecd-498a-9ff7-ae9b54447cd6"}\
        """;

    assertThat(noticesOf(direct).getFirst().key())
        .isEqualTo(notices("eventbridge-terminate").getFirst().key());
  }

  @Test
  void aLaunchByEventBridgeAndDirectly() {
    assertThat(notices("eventbridge-launch"))
        .containsExactly(
            new Notice.Launching(
                new InstanceId("i-0633ac2b0d9769723"),
                Instant.parse("2020-07-01T22:19:58Z"),
                new HookRef(
                    "nth-test1",
                    "node-termination-handler",
                    "87654321-4321-4321-4321-210987654321")));
    assertThat(notices("group-launch").getFirst()).isInstanceOf(Notice.Launching.class);
  }

  @Test
  void aLifecycleActionWithoutATimeHappenedWhenItCame() {
    String body = Samples.read("group-terminate").replace("\"Time\"", "\"Tine\"");

    assertThat(noticesOf(body).getFirst().at()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventbridge-spot-interruption", "sns-eventbridge-spot-interruption"})
  void aSpotInstanceEndsTwoMinutesAfterTheWarning(String sample) {
    assertThat(notices(sample))
        .containsExactly(
            new Notice.SpotInterruption(
                new InstanceId("i-0b662ef9931388ba0"),
                Instant.EPOCH,
                Instant.ofEpochSecond(120),
                "terminate"));
  }

  @Test
  void aSpotInstanceThatStopsHasTheSameLeadAndOneThatHibernatesHasNone() {
    String sample = Samples.read("eventbridge-spot-interruption");

    assertThat(noticesOf(sample.replace("\"terminate\"", "\"stop\"")).getFirst())
        .isInstanceOfSatisfying(
            Notice.SpotInterruption.class,
            spot -> assertThat(spot.ends()).isEqualTo(Instant.ofEpochSecond(120)));
    assertThat(noticesOf(sample.replace("\"terminate\"", "\"hibernate\"")).getFirst())
        .isInstanceOfSatisfying(
            Notice.SpotInterruption.class,
            spot -> assertThat(spot.ends()).isEqualTo(Instant.EPOCH));
  }

  @Test
  void aRebalanceRecommendation() {
    assertThat(notices("eventbridge-rebalance"))
        .containsExactly(
            new Notice.Rebalance(
                new InstanceId("i-0b662ef9931388ba0"), Instant.parse("2020-10-26T14:14:14Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stopping", "stopped", "shutting-down", "terminated"})
  void aStateThatIsAnEnd(String state) {
    String body = Samples.read("eventbridge-state-change").replace("shutting-down", state);

    assertThat(noticesOf(body))
        .containsExactly(
            new Notice.StateChange(
                new InstanceId("i-abcd1111"), Instant.parse("2015-11-11T21:29:54Z"), state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "running"})
  void aStateThatIsNoEndIsNothing(String state) {
    String body = Samples.read("eventbridge-state-change").replace("shutting-down", state);

    assertThat(parser.read(body, RECEIVED))
        .isEqualTo(new Reading.Nothing("i-abcd1111 is " + state + ", it stays"));
  }

  /// AWS's own example: 5 June 2016 was no Saturday.
  @Test
  void aHealthEventWhoseDayOfTheWeekIsWrong() {
    assertThat(notices("eventbridge-health"))
        .containsExactly(
            maintenance(
                "i-12345678", "AWS_EC2_DEDICATED_HOST_NETWORK_MAINTENANCE_SCHEDULED", false));
  }

  private static Notice maintenance(String id, String code, boolean over) {
    return new Notice.Maintenance(
        new InstanceId(id),
        Instant.parse("2016-06-05T06:27:57Z"),
        "arn:aws:health:region::event/id",
        code,
        Optional.of(Instant.parse("2016-06-05T15:10:09Z")),
        over);
  }

  /// Row 12 of the failure table.
  @Test
  void aHealthEventOfThreeInstancesGivesThreeNoticesWithTheirOwnKeys() {
    String code = "AWS_EC2_INSTANCE_RETIREMENT_SCHEDULED";
    List<Notice> notices = notices("eventbridge-health-three-instances");

    assertThat(notices)
        .containsExactly(
            maintenance("i-11111111", code, false),
            maintenance("i-22222222", code, false),
            maintenance("i-33333333", code, true));
    assertThat(notices.stream().map(Notice::key)).doesNotHaveDuplicates();
  }

  @Test
  void aHealthEventThatIsClosedIsOver() {
    String body =
        Samples.read("eventbridge-health-three-instances").replace("\"upcoming\"", "\"closed\"");

    assertThat(noticesOf(body))
        .allSatisfy(notice ->
            assertThat(notice)
                .isInstanceOfSatisfying(
                    Notice.Maintenance.class, event -> assertThat(event.over()).isTrue()));
  }

  @Test
  void aHealthEventMayNotSayWhenItStarts() {
    String body = Samples.read("eventbridge-health").replace("startTime", "noStartTime");

    assertThat(noticesOf(body).getFirst())
        .isInstanceOfSatisfying(
            Notice.Maintenance.class, event -> assertThat(event.starts()).isEmpty());
  }

  @Test
  void healthEventsOfOtherServicesCategoriesAndEntitiesAreNothing() {
    String sample = Samples.read("eventbridge-health");

    assertThat(parser.read(sample.replace("\"EC2\"", "\"RDS\""), RECEIVED))
        .isEqualTo(
            new Reading.Nothing(
                "AWS Health tells of 'RDS scheduledChange', only EC2 scheduledChange concerns"
                    + " instances"));
    assertThat(parser.read(sample.replace("\"scheduledChange\"", "\"issue\""), RECEIVED))
        .isInstanceOf(Reading.Nothing.class);
    assertThat(
            parser.read(sample.replace("\"entityValue\": \"i-", "\"entityValue\": \"h-"), RECEIVED))
        .isEqualTo(
            new Reading.Nothing(
                "AWS Health tells of AWS_EC2_DEDICATED_HOST_NETWORK_MAINTENANCE_SCHEDULED, but of"
                    + " no instance"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"group-test-notification", "sns-group-test-notification"})
  void testNotificationsAreNothing(String sample) {
    assertThat(parser.read(Samples.read(sample), RECEIVED))
        .isEqualTo(new Reading.Nothing("a test notification of Auto Scaling"));
  }

  @Test
  void notesOfAGroupAreNothing() {
    String body =
        Samples.read("group-test-notification")
            .replace("TEST_NOTIFICATION", "EC2_INSTANCE_TERMINATE");

    assertThat(parser.read(body, RECEIVED)).isInstanceOf(Reading.Nothing.class);
  }
}
