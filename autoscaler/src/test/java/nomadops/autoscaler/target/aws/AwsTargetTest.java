package nomadops.autoscaler.target.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import nomadops.autoscaler.target.FakeAutoScaling;
import nomadops.autoscaler.target.FakeAutoScaling.Fault;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.autoscaler.target.FakeMachine;
import nomadops.autoscaler.target.HandTime;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class AwsTargetTest {
  private static final String END = "TerminateInstanceInAutoScalingGroup";
  private static final String RESIZE = "UpdateAutoScalingGroup";

  private final HandTime time = new HandTime();
  private final FakeAutoScaling aws = new FakeAutoScaling(time, new Random(1));
  private final FakeGroup group = aws.group("batch", 1, 3, 10);
  private final AwsGroups groups = LoopbackGroups.of(aws, time, "batch");
  private final Target target = groups.target("batch");

  @AfterEach
  void close() {
    groups.close();
    aws.close();
  }

  @Test
  void aResizeSetsDesiredCapacityAndNothingElse() {
    is(target.resize(3, 7), Outcome.Done.class, "batch", "7", "3");
    assertThat(group.desired()).isEqualTo(7);
    assertThat(aws.lastRequest(RESIZE))
        .containsOnlyKeys("Action", "Version", "AutoScalingGroupName", "DesiredCapacity");
  }

  @Test
  void aResizeOnWhatIsNoLongerSoIsRefused() {
    is(target.resize(4, 5), Outcome.Refused.class, "told to have 3 meanwhile, not 4");
    assertThat(aws.requests(RESIZE)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"11", "0"})
  void aResizeBeyondTheGroupsOwnSizesIsRefusedWithBoth(int to) {
    is(target.resize(3, to), Outcome.Refused.class, "from 1 to 10", "not " + to);
    assertThat(aws.requests(RESIZE)).isZero();
  }

  @Test
  void aGroupIsNotToldByNumberToEndMachinesThatAreThere() {
    is(target.resize(3, 2), Outcome.Refused.class, "end them by name");
    assertThat(group.desired()).isEqualTo(3);
  }

  @Test
  void launchesThatNeverCameAreGivenUpByNumber() {
    group.runsOut(Optional.of("InsufficientInstanceCapacity"));
    is(target.resize(3, 8), Outcome.Done.class);
    is(target.resize(8, 3), Outcome.Done.class);
    assertThat(group.desired()).isEqualTo(3);
    assertThat(aws.ends()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST", "AWAY_BUT_DONE", "HALF_XML"})
  void aResizeWhoseAnswerIsLostIsSeenToBeDone(Fault fault) {
    aws.next(RESIZE, fault);
    is(target.resize(3, 5), Outcome.Later.class, RESIZE);
    is(target.resize(3, 5), Outcome.Already.class, "5");
    assertThat(aws.requests(RESIZE)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CUT", "AWAY", "THROTTLED", "PAGE"})
  void aResizeThatDidNotComeThroughIsTriedAgain(Fault fault) {
    aws.next(RESIZE, fault);
    is(target.resize(3, 5), Outcome.Later.class, RESIZE);
    is(target.resize(3, 5), Outcome.Done.class);
  }

  @Test
  void aRoleThatMayNotIsRefusedAndToldWhatItNeeds() {
    aws.next(RESIZE, Fault.DENIED);
    is(target.resize(3, 5), Outcome.Refused.class, "the role needs autoscaling:" + RESIZE);
    aws.next(END, Fault.DENIED);
    is(target.end(id(0)), Outcome.Refused.class, "the role needs autoscaling:" + END);
  }

  @Test
  void anEndTakesTheMachineAndItsPlace() {
    is(target.end(id(0)), Outcome.Done.class, id(0));
    assertThat(group.desired()).isEqualTo(2);
    assertThat(aws.lastRequest(END))
        .containsEntry("InstanceId", id(0))
        .containsEntry("ShouldDecrementDesiredCapacity", "true");
    is(target.end(id(0)), Outcome.Already.class, "ending");
    assertThat(aws.requests(END)).isEqualTo(1);
  }

  @Test
  void aReplacementLeavesThePlace() {
    is(target.replace(id(0)), Outcome.Done.class, "launching another");
    assertThat(group.desired()).isEqualTo(3);
    assertThat(aws.lastRequest(END)).containsEntry("ShouldDecrementDesiredCapacity", "false");
    is(target.replace(id(0)), Outcome.Already.class);
    assertThat(group.machines()).extracting(FakeMachine::state).contains("Terminating");
  }

  @Test
  void aReplacementIsPossibleAtMinSizeButNotWithoutLaunches() {
    is(target.end(id(0)), Outcome.Done.class);
    is(target.end(id(1)), Outcome.Done.class);
    is(target.end(id(2)), Outcome.Refused.class, "under its MinSize 1");
    group.suspends("Launch");
    is(target.replace(id(2)), Outcome.Refused.class, "Launch is suspended");
    assertThat(aws.ends()).isEqualTo(2);
  }

  @Test
  void aMachineThatIsNotInTheGroupIsGoneAlready() {
    is(target.end("i-00000000000000000"), Outcome.Already.class, "i-00000000000000000");
    assertThat(aws.requests(END)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "Terminating:Wait, Already",
    "Terminated, Already",
    "Warmed:Stopped, Refused",
    "Warmed:Terminating:Wait, Already",
    "Standby, Refused",
    "Detaching, Refused",
    "Quarantined, Refused",
    "InService, Done",
    "Pending:Wait, Done"
  })
  void whereAMachineIsInItsLifeDecidesWhetherItCanEnd(String state, String expected) {
    group.setState(id(0), state);
    assertThat(target.end(id(0)).getClass().getSimpleName()).isEqualTo(expected);
    assertThat(aws.ends()).isEqualTo(expected.equals("Done") ? 1 : 0);
  }

  @Test
  void aProtectedMachineIsNotEnded() {
    group.guards(id(0));
    is(target.end(id(0)), Outcome.Refused.class, "protecting", id(0));
    is(target.replace(id(0)), Outcome.Refused.class, "protecting");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST", "AWAY_BUT_DONE", "HALF_XML"})
  void anEndWhoseAnswerIsLostIsSeenToBeDone(Fault fault) {
    aws.next(END, fault);
    is(target.end(id(0)), Outcome.Later.class, END);
    is(target.end(id(0)), Outcome.Already.class);
    assertThat(group.desired()).isEqualTo(2);
  }

  @Test
  void anAnswerThatNeverComesIsForLater() {
    aws.next(END, Fault.SILENT);
    try (AwsGroups impatient = LoopbackGroups.impatient(aws, time, "batch")) {
      is(impatient.target("batch").end(id(0)), Outcome.Later.class, END);
      is(impatient.target("batch").end(id(0)), Outcome.Already.class);
    }
  }

  @Test
  void anEndThatMayBeOnItsWayIsNotToldTwiceAtOnce() {
    aws.next(END, Fault.CUT);
    is(target.end(id(0)), Outcome.Later.class, END);
    is(target.end(id(0)), Outcome.Later.class, "not known yet");
    assertThat(aws.requests(END)).isEqualTo(1);
    time.advance(Duration.ofSeconds(30));
    is(target.end(id(0)), Outcome.Done.class);
  }

  @Test
  void anEndThatTheGroupDoesNotShowYetIsNotToldTwice() {
    is(target.end(id(0)), Outcome.Done.class);
    group.setState(id(0), "InService");
    is(target.end(id(0)), Outcome.Already.class, "a moment ago");
    assertThat(aws.ends()).isEqualTo(1);
  }

  @Test
  void aThrottledEndIsTriedAgain() {
    aws.next(END, Fault.THROTTLED);
    is(target.end(id(0)), Outcome.Later.class, "Throttling");
    is(target.end(id(0)), Outcome.Done.class);
  }

  @Test
  void withoutALookNothingIsDone() {
    aws.next("DescribeAutoScalingGroups", Fault.AWAY, Fault.PAGE);
    is(target.end(id(0)), Outcome.Later.class, "DescribeAutoScalingGroups");
    is(target.resize(3, 5), Outcome.Later.class, "DescribeAutoScalingGroups");
    aws.delete("batch");
    is(target.end(id(0)), Outcome.Refused.class, "eu-central-1");
  }

  @Test
  void nothingIsDoneDuringAnInstanceRefresh() {
    group.refreshes("InProgress");
    is(target.end(id(0)), Outcome.Refused.class, "instance refresh is InProgress");
    is(target.resize(3, 5), Outcome.Refused.class, "instance refresh is InProgress");
    assertThat(aws.requests(END) + aws.requests(RESIZE)).isZero();
  }

  @Test
  void aGroupThatMayNotLaunchCanStillEnd() {
    group.suspends("Launch");
    is(target.resize(3, 5), Outcome.Refused.class, "Launch is suspended");
    is(target.end(id(0)), Outcome.Done.class);
  }

  @Test
  void aGroupThatMayNotEndCanStillLaunch() {
    group.suspends("Terminate");
    is(target.end(id(0)), Outcome.Refused.class, "Terminate is suspended");
    is(target.resize(3, 5), Outcome.Done.class);
  }

  private String id(int index) {
    return group.machines().get(index).id();
  }

  private static void is(Outcome outcome, Class<? extends Outcome> kind, String... words) {
    assertThat(outcome).isInstanceOf(kind);
    assertThat(words).allSatisfy(word -> assertThat(outcome.reason()).contains(word));
    assertThat(outcome.reason()).contains("batch").doesNotContain("\n");
  }
}
