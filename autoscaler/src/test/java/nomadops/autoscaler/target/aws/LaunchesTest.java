package nomadops.autoscaler.target.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.target.FakeActivity;
import nomadops.autoscaler.target.FakeAutoScaling;
import nomadops.autoscaler.target.FakeAutoScaling.Fault;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.autoscaler.target.HandTime;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of scaling activities, which tell of stockouts and of much else.
@Timeout(60)
class LaunchesTest {
  private static final Instant T0 = HandTime.START;
  private static final String STOCKOUT =
      "We currently do not have sufficient m5.xlarge capacity in the Availability Zone you"
          + " requested (eu-central-1a). Launching EC2 instance failed.";

  private final HandTime time = new HandTime();
  private final FakeAutoScaling aws = new FakeAutoScaling(time, new Random(1));
  private final FakeGroup group = aws.group("batch", 0, 1, 10);
  private final AwsGroups groups = LoopbackGroups.of(aws, time, "batch");
  private final Target target = groups.target("batch");

  @AfterEach
  void close() {
    groups.close();
    aws.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STOCKOUT,
        "Could not launch On-Demand Instances. InsufficientInstanceCapacity - There is no capacity.",
        "Could not launch Spot Instances. UnfulfillableCapacity - Unable to fulfill capacity due to"
            + " your request configuration.",
        "Could not launch Spot Instances. MaxSpotInstanceCountExceeded - Max spot instance count"
            + " exceeded. Launching EC2 instance failed.",
        "Could not launch Spot Instances. SpotMaxPriceTooLow - Your Spot request price of 0.001 is"
            + " lower than the minimum required Spot request fulfillment price of 0.04.",
        "Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU"
            + " capacity than your current vCPU limit of 32 allows.",
        "You have requested more instances (21) than your current instance limit of 20 allows for"
            + " the specified instance type. Launching EC2 instance failed.",
        "There is no Spot capacity available that matches your request. Launching EC2 instance"
            + " failed."
      })
  void aStockoutIsReadFromTheMessage(String message) {
    group.runsOut(Optional.of(message));
    target.resize(1, 4);
    LaunchFailure failure = failure().orElseThrow();
    assertThat(failure.stockout()).isTrue();
    assertThat(failure.said()).isEqualTo(message);
    assertThat(failure.at()).isEqualTo(T0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The image id '[ami-0]' does not exist. Launching EC2 instance failed.",
        "You are not authorized to use launch template: lt-0",
        "Instance became unhealthy while waiting for instance to be in InService state."
      })
  void otherFailuresAreNoStockouts(String message) {
    group.hasActivity(FakeActivity.failedLaunch("a", message, T0.plusSeconds(1)));
    assertThat(failure()).hasValueSatisfying(f -> assertThat(f.stockout()).isFalse());
  }

  @Test
  void aSuccessAfterAFailureClearsIt() {
    group.runsOut(Optional.of(STOCKOUT));
    target.resize(1, 4);
    assertThat(failure()).isPresent();
    group.runsOut(Optional.empty());
    time.advance(Duration.ofSeconds(10));
    assertThat(failure()).as("launches, but nothing came yet").isPresent();
    time.advance(Duration.ofMinutes(2));
    assertThat(failure()).isEmpty();
  }

  @Test
  void aFailureAfterASuccessCounts() {
    group.hasActivity(FakeActivity.launched("a", "i-0633ac2b0d9769723", T0.plusSeconds(1)));
    group.hasActivity(FakeActivity.failedLaunch("b", STOCKOUT, T0.plusSeconds(2)));
    assertThat(failure()).hasValueSatisfying(f -> assertThat(f.id()).isEqualTo("b"));
  }

  @Test
  void ofLaunchesThatBeganTogetherTheFailedOneCounts() {
    group.hasActivity(FakeActivity.failedLaunch("b", STOCKOUT, T0.plusSeconds(2)));
    group.hasActivity(FakeActivity.launched("a", "i-0633ac2b0d9769723", T0.plusSeconds(2)));
    assertThat(failure()).isPresent();
  }

  @Test
  void whatIsNoLaunchIntoServiceSaysNothingOfLaunches() {
    group.hasActivity(FakeActivity.failedLaunch("f", STOCKOUT, T0.plusSeconds(1)));
    group.hasActivity(
        activity(
            "Launching a new EC2 instance into warm pool: i-0b22a22eec53b9321", "Successful", ""));
    group.hasActivity(activity("Terminating EC2 instance: i-0b22a22eec53b9321", "Successful", ""));
    group.hasActivity(
        activity("Terminating EC2 instance from warm pool: i-0b22a22eec53b9321", "Successful", ""));
    assertThat(failure()).isPresent();
    group.hasActivity(
        activity(
            "Launching a new EC2 instance from warm pool: i-0b22a22eec53b9321", "Successful", ""));
    time.advance(Duration.ofSeconds(10));
    assertThat(failure()).isEmpty();
  }

  @Test
  void aCancelledLaunchFailedOnlyWhenItSaysWhy() {
    group.hasActivity(
        activity("Launching a new EC2 instance: i-0b22a22eec53b9321", "Cancelled", ""));
    assertThat(failure()).isEmpty();
    group.hasActivity(
        activity(
            "Launching a new EC2 instance: i-0b22a22eec53b9322",
            "Cancelled",
            "Instance failed to complete user's Lifecycle Action:\nwas abandoned"));
    target.resize(1, 2);
    time.advance(Duration.ofSeconds(10));
    assertThat(failure())
        .hasValueSatisfying(f -> assertThat(f.said()).contains("Action: was abandoned"));
  }

  @Test
  void aLaunchThatGoesOnAndTellsOfAStockoutIsOne() {
    group.hasActivity(
        activity("Launching a new EC2 instance", "PendingSpotBidPlacement", STOCKOUT));
    assertThat(failure()).hasValueSatisfying(f -> assertThat(f.stockout()).isTrue());
    group.hasActivity(activity("Launching a new EC2 instance", "InProgress", ""));
    time.advance(Duration.ofSeconds(10));
    assertThat(failure()).isPresent();
  }

  @Test
  void activitiesAreAskedForOnlyWhenThereMayBeNews() {
    group.takes(Duration.ofMinutes(2), Duration.ofMinutes(1));
    for (int tick = 0; tick < 6; tick++) {
      facts();
      time.advance(Duration.ofSeconds(10));
    }
    assertThat(aws.requests("DescribeScalingActivities")).as("once at the start").isEqualTo(1);
    target.resize(1, 3);
    facts();
    time.advance(Duration.ofSeconds(10));
    facts();
    assertThat(aws.requests("DescribeScalingActivities")).isEqualTo(3);
    time.advance(Duration.ofMinutes(2));
    facts();
    assertThat(aws.requests("DescribeScalingActivities")).as("two have come").isEqualTo(4);
    time.advance(Duration.ofSeconds(10));
    assertThat(facts().members()).extracting(Member::launchedAt).doesNotContain(Optional.empty());
    assertThat(aws.requests("DescribeScalingActivities")).isEqualTo(4);
  }

  @Test
  void whileActivitiesAreThrottledTheLastFailureIsStillKnown() {
    group.runsOut(Optional.of(STOCKOUT));
    target.resize(1, 4);
    assertThat(failure()).isPresent();
    time.advance(Duration.ofSeconds(10));
    aws.next("DescribeScalingActivities", Fault.THROTTLED);
    assertThat(failure()).isPresent();
    time.advance(Duration.ofSeconds(10));
    aws.next("DescribeScalingActivities", Fault.DENIED);
    assertThat(target.read())
        .isInstanceOfSatisfying(
            Reading.Unknown.class,
            unknown ->
                assertThat(unknown.reason())
                    .contains("needs autoscaling:DescribeScalingActivities"));
  }

  private static FakeActivity activity(String description, String status, String message) {
    return new FakeActivity(
        "x", description, status, message, T0.plusSeconds(5), Optional.of(T0.plusSeconds(6)));
  }

  private Optional<LaunchFailure> failure() {
    return facts().lastFailure();
  }

  private GroupFacts facts() {
    Reading reading = target.read();
    assertThat(reading).isInstanceOf(Reading.Known.class);
    return ((Reading.Known) reading).facts();
  }
}
