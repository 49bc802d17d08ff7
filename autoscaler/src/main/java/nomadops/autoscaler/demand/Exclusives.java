package nomadops.autoscaler.demand;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;

/// What no two allocations on a node may share: static ports, and the node itself for jobs and
/// groups with `distinct_hosts`. A `distinct_property` is not here: it is about the values that
/// nodes have, and so many nodes of one value may still be wanted.
final class Exclusives {
  private static final String JOB = "job ";
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  private Exclusives() {}

  static Set<String> of(JobSpec job, JobSpec.Group group) {
    Set<String> all = new HashSet<>();
    Stream.concat(
            group.networks().stream().limit(1),
            group.tasks().stream().flatMap(task -> task.resources().networks().stream().limit(1)))
        .flatMap(network -> network.staticPorts().stream())
        .filter(port -> !port.ignoreCollision())
        .forEach(port -> all.add(name(port)));
    if (distinctHosts(job.constraints())) {
      all.add(JOB + job.key());
    }
    if (distinctHosts(group.constraints())) {
      all.add(JOB + job.key() + " group " + group.name());
    }
    return all;
  }

  private static String name(JobSpec.Port port) {
    String network = port.hostNetwork();
    return "port "
        + port.value()
        + (network.isEmpty() || network.equals("default") ? "" : " on " + network);
  }

  /// It holds unless it is told not to (`DistinctHostsIterator` of Nomad); tasks' are not asked.
  private static boolean distinctHosts(List<JobSpec.Condition> constraints) {
    return constraints.stream()
        .filter(condition -> condition.operand().equals("distinct_hosts"))
        .findFirst()
        .filter(condition -> !FALSE.contains(condition.right()))
        .isPresent();
  }

  /// The shapes of one job as those of another with the same specification: what is kept apart by
  /// the name of the one is kept apart by the other's. A job of a single allocation has nothing to
  /// keep apart from itself.
  static List<GroupShape> renamed(List<GroupShape> groups, JobKey from, JobKey to) {
    boolean any =
        groups.stream()
            .anyMatch(
                group -> group.shape().exclusives().stream().anyMatch(e -> e.startsWith(JOB)));
    if (!any || from.equals(to)) {
      return groups;
    }
    boolean single = groups.stream().mapToInt(GroupShape::count).sum() <= 1;
    return groups.stream().map(group -> renamed(group, JOB + from, JOB + to, single)).toList();
  }

  private static GroupShape renamed(GroupShape group, String from, String to, boolean single) {
    Shape shape = group.shape();
    Set<String> exclusives =
        shape.exclusives().stream()
            .filter(exclusive -> !single || !exclusive.startsWith(JOB))
            .map(exclusive ->
                exclusive.startsWith(from) ? to + exclusive.substring(from.length()) : exclusive)
            .collect(Collectors.toSet());
    return new GroupShape(
        group.group(), group.count(), new Shape(shape.ask(), exclusives, shape.where()));
  }
}
