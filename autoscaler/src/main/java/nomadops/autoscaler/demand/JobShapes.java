package nomadops.autoscaler.demand;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nomadops.autoscaler.shape.Constraint;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.shape.Where;
import nomadops.client.model.JobSpec;

/// The shapes of a job's groups, as Nomad's scheduler sees them (`/v1/job/:id` of 1.7 to 2.0).
///
/// Constraints are those of the job, the group and all its tasks (`scheduler/feasible/stack.go`).
/// Nomad resolves references to nodes alone in them, so a dispatched child, whose meta and payload
/// are its own, has its parent's shape.
public final class JobShapes {
  private static final Set<String> ABOUT_NEIGHBOURS = Set.of("distinct_hosts", "distinct_property");

  private JobShapes() {}

  /// One for each group, in the job's order.
  public static List<GroupShape> of(JobSpec job) {
    return job.groups().stream()
        .map(group ->
            new GroupShape(
                group.name(),
                group.count(),
                new Shape(Lifecycles.ask(group), Exclusives.of(job, group), where(job, group))))
        .toList();
  }

  private static Where where(JobSpec job, JobSpec.Group group) {
    Stream<JobSpec.Condition> all =
        Stream.of(
                job.constraints().stream(),
                group.constraints().stream(),
                group.tasks().stream().flatMap(task -> task.constraints().stream()))
            .flatMap(Function.identity());
    Set<Constraint> constraints =
        all.filter(condition -> !ABOUT_NEIGHBOURS.contains(condition.operand()))
            .map(c -> new Constraint(c.left(), c.operand(), c.right()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> drivers = new TreeSet<>();
    group.tasks().forEach(task -> drivers.add(task.driver()));
    drivers.remove("");
    return new Where(
        job.nodePool(),
        job.datacenters(),
        new ArrayList<>(constraints),
        drivers,
        hostVolumes(group.volumes()));
  }

  /// Volumes by CSI are not on nodes: whether one is there is the evaluation's to say.
  private static Set<String> hostVolumes(Map<String, JobSpec.Volume> volumes) {
    return volumes.values().stream()
        .filter(volume -> volume.type().equals("host"))
        .map(volume -> volume.perAlloc() ? volume.source() + "[*]" : volume.source())
        .collect(Collectors.toSet());
  }
}
