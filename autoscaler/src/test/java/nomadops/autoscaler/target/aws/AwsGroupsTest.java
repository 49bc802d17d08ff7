package nomadops.autoscaler.target.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AwsGroupsTest {
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
  void aReadGivesSizesMembersAndOwner() {
    group.hasTag("nomad-ops.autoscaler/owner", "prod").hasTag("Name", "worker");
    group.guards(id(0)).setState(id(1), "Standby");
    GroupFacts facts = facts();
    assertThat(facts.name()).isEqualTo("batch");
    assertThat(List.of(facts.min(), facts.desired(), facts.max())).containsExactly(1, 3, 10);
    assertThat(facts.owner()).contains("prod");
    assertThat(facts.readAt()).isEqualTo(HandTime.START);
    assertThat(facts.standstills()).isEmpty();
    assertThat(facts.lastFailure()).isEmpty();
    assertThat(facts.members())
        .extracting(Member::instance, Member::state, Member::healthy, Member::guarded)
        .contains(
            tuple(id(0), State.IN_SERVICE, true, true), tuple(id(1), State.ASIDE, true, false));
    assertThat(facts.members().getFirst().launchedAt()).contains(HandTime.START);
  }

  @Test
  void hundredGroupsAreReadWithOneCallForEachHundred() {
    String[] names = IntStream.range(0, 150).mapToObj(i -> "g" + i).toArray(String[]::new);
    for (String name : names) {
      aws.group(name, 0, 0, 5);
    }
    try (AwsGroups many = LoopbackGroups.of(aws, time, names)) {
      assertThat(many.targets())
          .allSatisfy(one -> assertThat(one.read()).isInstanceOf(Reading.Known.class));
      assertThat(aws.requests("DescribeAutoScalingGroups")).isEqualTo(2);
      time.advance(Duration.ofSeconds(10));
      many.targets().forEach(Target::read);
      assertThat(aws.requests("DescribeAutoScalingGroups")).isEqualTo(4);
      assertThat(aws.requests("DescribeInstanceRefreshes")).isEqualTo(150);
      assertThat(aws.requests("DescribeScalingActivities")).as("nothing launches").isEqualTo(150);
    }
  }

  @Test
  void aThrottledReadIsAskedOnceForAllGroupsOfATick() {
    aws.group("other", 0, 0, 5);
    aws.next("DescribeAutoScalingGroups", Fault.THROTTLED);
    try (AwsGroups two = LoopbackGroups.of(aws, time, "batch", "other")) {
      assertThat(two.targets())
          .allSatisfy(one -> assertThat(unknown(one)).contains("Throttling", "DescribeAuto"));
      assertThat(aws.requests("DescribeAutoScalingGroups")).isEqualTo(1);
      time.advance(Duration.ofSeconds(5));
      assertThat(two.target("other").read()).isInstanceOf(Reading.Known.class);
    }
  }

  @Test
  void aReadAfterAnEffectIsANewOne() {
    assertThat(facts().desired()).isEqualTo(3);
    assertThat(target.resize(3, 5)).isInstanceOf(Target.Outcome.Done.class);
    assertThat(facts().desired()).isEqualTo(5);
  }

  @Test
  void moreThanHundredMachinesAreAllRead() {
    aws.group("large", 0, 250, 500);
    try (AwsGroups large = LoopbackGroups.of(aws, time, "large")) {
      assertThat(known(large.target("large")).members()).hasSize(250);
    }
  }

  @Test
  void aGroupThatIsNotThereIsMissingAndTheRegionIsNamed() {
    aws.delete("batch");
    assertThat(target.read())
        .isInstanceOfSatisfying(
            Reading.Missing.class,
            missing -> assertThat(missing.reason()).contains("batch", "eu-central-1"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"LOST", "CUT", "AWAY", "THROTTLED", "DENIED", "HALF_XML", "PAGE"})
  void fromAFaultNothingIsConcluded(Fault fault) {
    aws.next("DescribeAutoScalingGroups", fault);
    assertThat(unknown(target)).contains("batch", "DescribeAutoScalingGroups");
    time.advance(Duration.ofSeconds(5));
    assertThat(facts().desired()).isEqualTo(3);
  }

  @Test
  void aRoleThatMayNotReadIsToldWhatItNeeds() {
    aws.next("DescribeInstanceRefreshes", Fault.DENIED);
    assertThat(unknown(target)).contains("the role needs autoscaling:DescribeInstanceRefreshes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pending", "InProgress", "Cancelling", "RollbackInProgress", "Baking"})
  void anInstanceRefreshStopsBothWays(String state) {
    group.refreshes(state);
    assertThat(facts().canLaunch()).isFalse();
    assertThat(facts().canEnd()).isFalse();
    assertThat(facts().standstills().getFirst().reason()).contains("instance refresh", state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Successful", "Failed", "Cancelled", "RollbackFailed", "RollbackSuccessful"})
  void anInstanceRefreshThatIsOverStopsNothing(String state) {
    group.refreshes(state);
    assertThat(facts().standstills()).isEmpty();
  }

  @Test
  void anInstanceRefreshIsAskedForOnceAMinuteAndThrottlingLeavesWhatWasKnown() {
    facts();
    group.refreshes("InProgress");
    time.advance(Duration.ofSeconds(59));
    assertThat(facts().standstills()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    assertThat(facts().standstills()).hasSize(1);
    time.advance(Duration.ofMinutes(1));
    aws.next("DescribeInstanceRefreshes", Fault.THROTTLED);
    assertThat(facts().standstills()).hasSize(1);
    time.advance(Duration.ofMinutes(5));
    aws.next("DescribeInstanceRefreshes", Fault.THROTTLED);
    assertThat(unknown(target)).contains("DescribeInstanceRefreshes");
  }

  @Test
  void suspendedProcessesStopTheirWayAndOthersNothing() {
    group.suspends("AZRebalance", "HealthCheck");
    assertThat(facts().standstills()).isEmpty();
    time.advance(Duration.ofSeconds(5));
    group.suspends("Terminate");
    assertThat(facts().canEnd()).isFalse();
    assertThat(facts().canLaunch()).isTrue();
    time.advance(Duration.ofSeconds(5));
    group.suspends("Launch");
    assertThat(facts().canLaunch()).isFalse();
  }

  @Test
  void aGroupThatIsBeingDeletedStandsStill() {
    group.hasStatus("Delete in progress");
    assertThat(facts().canLaunch() || facts().canEnd()).isFalse();
  }

  @Test
  void noGroupMeansAllGroupsByMistake() {
    assertThatThrownBy(() -> LoopbackGroups.of(aws, time).target("batch"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch");
    assertThat(aws.requests("DescribeAutoScalingGroups")).isZero();
  }

  private String id(int index) {
    return group.machines().get(index).id();
  }

  private GroupFacts facts() {
    return known(target);
  }

  private static GroupFacts known(Target target) {
    Reading reading = target.read();
    assertThat(reading).isInstanceOf(Reading.Known.class);
    return ((Reading.Known) reading).facts();
  }

  private static String unknown(Target target) {
    Reading reading = target.read();
    assertThat(reading).isInstanceOf(Reading.Unknown.class);
    return ((Reading.Unknown) reading).reason();
  }
}
