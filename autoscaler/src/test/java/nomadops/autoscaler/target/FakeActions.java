package nomadops.autoscaler.target;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What six actions of EC2 Auto Scaling do to groups, and what they answer. Not for two threads.
final class FakeActions {
  /// @param body null cuts the connection
  record Reply(int status, @Nullable String body) {}

  final Map<String, FakeGroup> groups = new LinkedHashMap<>();

  /// How many machines were told to end.
  int ends;

  private final InstantSource clock;

  FakeActions(InstantSource clock) {
    this.clock = clock;
  }

  Reply act(Map<String, String> form) {
    String action = form.getOrDefault("Action", "");
    return switch (action) {
      case "DescribeAutoScalingGroups" -> done(action, QueryXml.groups(asked(form)));
      case "TerminateInstanceInAutoScalingGroup" -> end(form);
      case "CreateOrUpdateTags" -> tag(form);
      case "DescribeScalingActivities", "DescribeInstanceRefreshes", "UpdateAutoScalingGroup" -> {
        FakeGroup group = groups.get(form.getOrDefault("AutoScalingGroupName", ""));
        if (group == null) {
          yield invalid("AutoScalingGroup name not found - AutoScalingGroup not found");
        }
        yield switch (action) {
          case "DescribeScalingActivities" -> done(action, QueryXml.activities(group));
          case "DescribeInstanceRefreshes" -> done(action, QueryXml.refreshes(group));
          default -> resize(group, form);
        };
      }
      default -> new Reply(400, QueryXml.fault("InvalidAction", "no such action as " + action));
    };
  }

  private List<FakeGroup> asked(Map<String, String> form) {
    return form.entrySet().stream()
        .filter(field -> field.getKey().startsWith("AutoScalingGroupNames.member."))
        .map(field -> groups.get(field.getValue()))
        .filter(group -> group != null)
        .toList();
  }

  private Reply resize(FakeGroup group, Map<String, String> form) {
    int wanted = Integer.parseInt(form.getOrDefault("DesiredCapacity", "-1"));
    if (wanted < group.min || wanted > group.max) {
      return invalid("Desired capacity:" + wanted + " must be between the specified sizes");
    }
    group.resize(wanted, clock.instant());
    return done("UpdateAutoScalingGroup", "");
  }

  private Reply end(Map<String, String> form) {
    String id = form.getOrDefault("InstanceId", "");
    boolean decrement = Boolean.parseBoolean(form.get("ShouldDecrementDesiredCapacity"));
    for (FakeGroup group : groups.values()) {
      FakeMachine machine = group.machine(id).orElse(null);
      if (machine != null) {
        if (decrement && group.desired <= group.min) {
          return invalid("Currently, desiredSize equals minSize (" + group.min + ")");
        }
        // As bad as it can be: AWS is not known to take one off twice.
        group.desired -= decrement ? 1 : 0;
        ends++;
        group.end(machine, clock.instant());
        return done("TerminateInstanceInAutoScalingGroup", "");
      }
    }
    return invalid("Instance Id not found - No managed instance found for instance ID: " + id);
  }

  private Reply tag(Map<String, String> form) {
    FakeGroup group = groups.get(form.getOrDefault("Tags.member.1.ResourceId", ""));
    if (group == null) {
      return invalid("AutoScalingGroup name not found - AutoScalingGroup not found");
    }
    group.tags.put(
        form.getOrDefault("Tags.member.1.Key", ""), form.getOrDefault("Tags.member.1.Value", ""));
    return done("CreateOrUpdateTags", "");
  }

  private static Reply done(String action, String result) {
    return new Reply(200, QueryXml.result(action, result));
  }

  private static Reply invalid(String message) {
    return new Reply(400, QueryXml.fault("ValidationError", message));
  }
}
