package nomadops.autoscaler.target.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import nomadops.autoscaler.target.FakeAutoScaling;
import nomadops.autoscaler.target.FakeAutoScaling.Fault;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.autoscaler.target.HandTime;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.Target.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;

@Timeout(60)
class ClaimTest {
  private static final String TAG = "nomad-ops.autoscaler/owner";

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
  void aFreeGroupIsTaggedAndReadBack() {
    assertThat(target.claim("prod")).isInstanceOf(Outcome.Done.class);
    assertThat(group.tags()).containsEntry(TAG, "prod");
    assertThat(aws.lastRequest("CreateOrUpdateTags"))
        .containsEntry("Tags.member.1.ResourceId", "batch")
        .containsEntry("Tags.member.1.ResourceType", "auto-scaling-group")
        .containsEntry("Tags.member.1.PropagateAtLaunch", "false");
    assertThat(target.claim("prod")).isInstanceOf(Outcome.Already.class);
    assertThat(aws.requests("CreateOrUpdateTags")).isEqualTo(1);
    assertThat(target.resize(3, 4)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void anothersGroupIsLeftAloneAndTheTagToDeleteIsNamed() {
    group.hasTag(TAG, "staging");
    assertThat(target.claim("prod"))
        .isInstanceOf(Outcome.Refused.class)
        .extracting(Outcome::reason)
        .asString()
        .contains("\"staging\"", TAG);
    assertThat(target.resize(3, 4)).isInstanceOf(Outcome.Refused.class);
    assertThat(target.end(group.machines().getFirst().id())).isInstanceOf(Outcome.Refused.class);
    assertThat(aws.requests("CreateOrUpdateTags")).isZero();
    assertThat(aws.ends()).isZero();
  }

  @Test
  void ofTwoThatFindItFreeTheLaterWriterHasIt() {
    AwsGroups.Times times =
        new AwsGroups.Times(time, time.ticker(), _ -> group.hasTag(TAG, "staging"));
    try (AwsGroups racing = LoopbackGroups.of(aws, List.of("batch"), times)) {
      assertThat(racing.target("batch").claim("prod"))
          .isInstanceOf(Outcome.Refused.class)
          .extracting(Outcome::reason)
          .asString()
          .contains("\"staging\"");
    }
  }

  @Test
  void aClaimThatIsLostLaterStopsTheNextEffect() {
    target.claim("prod");
    group.hasTag(TAG, "staging");
    assertThat(target.resize(3, 4).reason()).contains("scaled by \"staging\"");
    aws.change("batch", changed -> changed.withoutTag(TAG));
    assertThat(target.resize(3, 4).reason()).contains("claimed again");
    assertThat(group.desired()).isEqualTo(3);
    assertThat(target.claim("prod")).isInstanceOf(Outcome.Done.class);
    assertThat(target.resize(3, 4)).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aClaimWhoseAnswerIsLostIsFoundByTheNext() {
    aws.next("CreateOrUpdateTags", Fault.LOST, Fault.DENIED);
    assertThat(target.claim("prod")).isInstanceOf(Outcome.Later.class);
    assertThat(target.claim("prod")).isInstanceOf(Outcome.Already.class);
    aws.change("batch", changed -> changed.withoutTag(TAG));
    assertThat(target.claim("prod").reason()).contains("needs autoscaling:CreateOrUpdateTags");
  }

  @Test
  void capacityThatCountsSomethingElseThanMachinesIsNotSupported() {
    assertThat(Standstills.of(counting("vcpu"), Optional.empty())).hasSize(1);
    assertThat(Standstills.of(counting("units"), Optional.empty())).isEmpty();
    group.hasWeights("1", "1");
    assertThat(target.resize(3, 4)).isInstanceOf(Outcome.Done.class);
    group.hasWeights("1", "4");
    assertThat(target.resize(4, 5))
        .isInstanceOf(Outcome.Refused.class)
        .extracting(Outcome::reason)
        .asString()
        .contains("weighted units", "not supported");
  }

  private static AutoScalingGroup counting(String type) {
    return AutoScalingGroup.builder().desiredCapacityType(type).build();
  }
}
