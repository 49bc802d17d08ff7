package nomadops.autoscaler.target.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/// A group of DescribeAutoScalingGroups as facts.
final class AwsFacts {
  /// Holds the owner's name.
  static final String OWNER_TAG = "nomad-ops.autoscaler/owner";

  private AwsFacts() {}

  /// @param refresh the state of its instance refresh, when one goes on
  /// @param starts of launches, by instance, as far as they are known
  static GroupFacts of(
      AutoScalingGroup group,
      Optional<String> refresh,
      Optional<LaunchFailure> failure,
      Map<String, Instant> starts,
      Instant readAt) {
    return new GroupFacts(
        group.autoScalingGroupName(),
        number(group.desiredCapacity()),
        number(group.minSize()),
        number(group.maxSize()),
        group.instances().stream().map(instance -> member(instance, starts)).toList(),
        Standstills.of(group, refresh),
        failure,
        owner(group),
        readAt);
  }

  static Optional<String> owner(AutoScalingGroup group) {
    return group.tags().stream()
        .filter(tag -> OWNER_TAG.equals(tag.key()))
        .map(TagDescription::value)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }

  private static Member member(Instance instance, Map<String, Instant> starts) {
    return new Member(
        instance.instanceId(),
        state(instance.lifecycleStateAsString()),
        "Healthy".equalsIgnoreCase(instance.healthStatus()),
        Boolean.TRUE.equals(instance.protectedFromScaleIn()),
        Optional.ofNullable(starts.get(instance.instanceId())));
  }

  /// By the word, not by the SDK's enumeration: AWS adds states. One that is not known is not ours
  /// to count on.
  static State state(@Nullable String word) {
    String state = word == null ? "" : word;
    if (state.equals("InService")) {
      return State.IN_SERVICE;
    }
    if (state.startsWith("Pending")) {
      return State.LAUNCHING;
    }
    if (state.startsWith("Terminat") || state.startsWith("Warmed:Terminat")) {
      return State.ENDING;
    }
    return state.startsWith("Warmed") ? State.WARM : State.ASIDE;
  }

  /// Instances of the state, of a group that is at hand.
  static List<String> in(State state, AutoScalingGroup group) {
    return group.instances().stream()
        .filter(instance -> state(instance.lifecycleStateAsString()) == state)
        .map(Instance::instanceId)
        .toList();
  }

  private static int number(@Nullable Integer given) {
    return given == null ? 0 : given;
  }
}
