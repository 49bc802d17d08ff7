package nomadops.autoscaler.target;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the API of 2011-01-01 answers, in XML.
final class QueryXml {
  private QueryXml() {}

  static String result(String action, String result) {
    return """
    <%1$sResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">\
    <%1$sResult>%2$s</%1$sResult>\
    <ResponseMetadata><RequestId>7c6e177f-f082-11e1-ac58-3714bEXAMPLE</RequestId></ResponseMetadata>\
    </%1$sResponse>
    """
        .formatted(action, result);
  }

  static String fault(String code, String message) {
    return """
    <ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><Error>\
    <Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
    <RequestId>7c6e177f-f082-11e1-ac58-3714bEXAMPLE</RequestId></ErrorResponse>
    """
        .formatted(code, message);
  }

  static String groups(List<FakeGroup> groups) {
    return members("AutoScalingGroups", groups, QueryXml::group);
  }

  static String activities(FakeGroup group) {
    return members(
        "Activities", group.activities.reversed(), activity -> activity(group, activity));
  }

  static String refreshes(FakeGroup group) {
    List<String> states = group.refresh.isEmpty() ? List.of() : List.of(group.refresh);
    return members(
        "InstanceRefreshes",
        states,
        state -> tag("InstanceRefreshId", "08b91cf7") + tag("Status", state));
  }

  private static String group(FakeGroup group) {
    return tag("AutoScalingGroupName", group.name)
        + tag("MinSize", group.min)
        + tag("MaxSize", group.max)
        + tag("DesiredCapacity", group.desired)
        + (group.status.isEmpty() ? "" : tag("Status", group.status))
        + (group.capacityType.isEmpty() ? "" : tag("DesiredCapacityType", group.capacityType))
        + overrides(group.overrideWeights)
        + members("Instances", group.machines, QueryXml::machine)
        + members("SuspendedProcesses", group.suspended, name -> tag("ProcessName", name))
        + members(
            "Tags",
            group.tags.entrySet(),
            entry ->
                tag("ResourceId", group.name)
                    + tag("ResourceType", "auto-scaling-group")
                    + tag("Key", entry.getKey())
                    + tag("Value", entry.getValue())
                    + tag("PropagateAtLaunch", false));
  }

  private static String overrides(List<String> weights) {
    return weights.isEmpty()
        ? ""
        : "<MixedInstancesPolicy><LaunchTemplate>"
            + members("Overrides", weights, weight -> tag("WeightedCapacity", weight))
            + "</LaunchTemplate></MixedInstancesPolicy>";
  }

  private static String machine(FakeMachine machine) {
    return tag("InstanceId", machine.id)
        + tag("LifecycleState", machine.state)
        + tag("HealthStatus", machine.healthy ? "Healthy" : "Unhealthy")
        + tag("ProtectedFromScaleIn", machine.guarded)
        + (machine.weight.isEmpty() ? "" : tag("WeightedCapacity", machine.weight));
  }

  private static String activity(FakeGroup group, FakeActivity activity) {
    return tag("ActivityId", activity.id())
        + tag("AutoScalingGroupName", group.name)
        + tag("Description", activity.description())
        + tag("Cause", "At the time that it was told to")
        + tag("StartTime", activity.start())
        + activity.end().map(end -> tag("EndTime", end)).orElse("")
        + tag("StatusCode", activity.status())
        + (activity.message().isEmpty() ? "" : tag("StatusMessage", activity.message()))
        + tag("Progress", activity.end().isPresent() ? 100 : 50);
  }

  private static <T> String members(String name, Collection<T> all, Function<T, String> content) {
    return all.stream()
        .map(one -> "<member>" + content.apply(one) + "</member>")
        .collect(Collectors.joining("", "<" + name + ">", "</" + name + ">"));
  }

  private static String tag(String name, Object value) {
    String text = value.toString().replace("&", "&amp;").replace("<", "&lt;");
    return "<" + name + ">" + text + "</" + name + ">";
  }
}
