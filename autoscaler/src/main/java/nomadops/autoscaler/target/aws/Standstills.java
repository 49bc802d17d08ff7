package nomadops.autoscaler.target.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.GroupFacts.Standstill.Kind;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;

/// Why a group cannot be told to grow or to shrink.
final class Standstills {
  /// While one of these lasts, the group itself launches and ends machines, or may begin to.
  private static final Set<InstanceRefreshStatus> CHANGING =
      Set.of(
          InstanceRefreshStatus.PENDING,
          InstanceRefreshStatus.IN_PROGRESS,
          InstanceRefreshStatus.CANCELLING,
          InstanceRefreshStatus.ROLLBACK_IN_PROGRESS,
          InstanceRefreshStatus.BAKING);

  private Standstills() {}

  /// The state of the instance refresh that goes on, e.g. `InProgress`.
  static Optional<String> refresh(List<InstanceRefresh> refreshes) {
    return refreshes.stream()
        .filter(refresh -> CHANGING.contains(refresh.status()))
        .map(InstanceRefresh::statusAsString)
        .findFirst();
  }

  /// @param refresh as [#refresh(List)] has it
  static List<Standstill> of(AutoScalingGroup group, Optional<String> refresh) {
    List<Standstill> all = new ArrayList<>();
    if (group.status() != null && !group.status().isBlank()) {
      all.add(new Standstill(Kind.NEITHER, "its status is \"" + group.status() + "\""));
    }
    refresh.ifPresent(
        status -> all.add(new Standstill(Kind.NEITHER, "an instance refresh is " + status)));
    units(group)
        .ifPresent(unit ->
            all.add(
                new Standstill(
                    Kind.NEITHER,
                    "its capacity counts "
                        + unit
                        + ", not machines, which is not supported; take "
                        + "WeightedCapacity and DesiredCapacityType off it")));
    for (SuspendedProcess process : group.suspendedProcesses()) {
      Optional<Kind> kind = kind(String.valueOf(process.processName()));
      kind.ifPresent(stopped ->
          all.add(
              new Standstill(stopped, "its process " + process.processName() + " is suspended")));
    }
    return all;
  }

  private static Optional<Kind> kind(String process) {
    return switch (process) {
      case "Launch" -> Optional.of(Kind.NO_LAUNCH);
      case "Terminate" -> Optional.of(Kind.NO_END);
      default -> Optional.empty();
    };
  }

  /// What the group counts in, when it is not machines.
  private static Optional<String> units(AutoScalingGroup group) {
    String type = group.desiredCapacityType();
    if (type != null && !type.isBlank() && !type.equals("units")) {
      return Optional.of(type);
    }
    return weights(group).anyMatch(weight -> !weight.strip().equals("1"))
        ? Optional.of("weighted units")
        : Optional.empty();
  }

  private static Stream<String> weights(AutoScalingGroup group) {
    Stream<String> running = group.instances().stream().map(Instance::weightedCapacity);
    Stream<String> coming =
        Optional.ofNullable(group.mixedInstancesPolicy())
            .map(policy -> policy.launchTemplate())
            .map(template -> template.overrides())
            .orElse(List.of())
            .stream()
            .map(LaunchTemplateOverrides::weightedCapacity);
    return Stream.concat(running, coming).filter(weight -> weight != null && !weight.isBlank());
  }
}
