package nomadops.autoscaler.demand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.autoscaler.shape.Constraint;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.shape.Where;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;

/// What one allocation of each group of a job takes, as the scheduler reckons it.
///
/// Tasks that run one after the other share their room: what runs before the main tasks, with them,
/// and after them is summed each, and the greatest of the three counts, dimension by dimension.
/// Kept cores are never shared. (Nomad 1.7 to 2.0, `AllocatedResources.Comparable` in
/// `nomad/structs/structs.go`.)
public final class JobShapes {
  private static final String DISTINCT_HOSTS = "distinct_hosts";
  private static final String DISTINCT_PROPERTY = "distinct_property";
  private static final String OWN_JOB = "job";

  private JobShapes() {}

  /// One shape for each group, in the job's order.
  public static List<GroupShape> of(JobSpec job) {
    return job.groups().stream().map(group -> of(job, group)).toList();
  }

  private static GroupShape of(JobSpec job, JobSpec.Group group) {
    Shape shape = new Shape(ask(group), exclusives(job, group), where(job, group));
    return new GroupShape(group.name(), group.count(), shape);
  }

  private static Resources ask(JobSpec.Group group) {
    Resources before = Resources.NONE;
    Resources main = Resources.NONE;
    Resources after = Resources.NONE;
    Resources cores = Resources.NONE;
    for (JobSpec.Task task : group.tasks()) {
      Resources ask = ask(task);
      cores = cores.plus(new Resources(0, 0, 0, task.cores(), 0, Map.of()));
      switch (task.hook()) {
        case "prestart" -> {
          before = before.plus(ask);
          main = task.sidecar() ? main.plus(ask) : main;
        }
        case "poststop" -> after = after.plus(ask);
        default -> main = main.plus(ask);
      }
    }
    Resources shared = new Resources(0, 0, group.diskMb(), 0, 1, Map.of());
    return main.max(before).max(after).plus(cores).plus(shared);
  }

  /// Where whole cores are asked for, the MHz come with them: `cpu` does not count then.
  private static Resources ask(JobSpec.Task task) {
    return new Resources(
        task.cores() > 0 ? 0 : task.cpu(),
        task.memoryMb() + task.secretsMb(),
        0,
        0,
        0,
        task.devices());
  }

  private static Set<String> exclusives(JobSpec job, JobSpec.Group group) {
    Set<String> keys = new HashSet<>();
    for (JobSpec.StaticPort port : group.ports()) {
      String on = port.network().equals("default") ? "" : " on " + port.network();
      keys.add("port " + port.number() + on);
    }
    // Of a group alone it is taken for the whole job: what runs on a node is known by its job.
    if (isDistinct(job.constraints()) || isDistinct(group.constraints())) {
      keys.add(OWN_JOB);
    }
    return keys;
  }

  /// The shape as one job's: its `distinct_hosts` keeps it apart from itself, and from no other job
  /// of the same shape.
  static Shape ownedBy(JobKey job, Shape shape) {
    if (!shape.exclusives().contains(OWN_JOB)) {
      return shape;
    }
    Set<String> keys = new HashSet<>(shape.exclusives());
    keys.remove(OWN_JOB);
    keys.add(OWN_JOB + " " + job);
    return new Shape(shape.ask(), keys, shape.where());
  }

  private static boolean isDistinct(List<JobSpec.Constraint> constraints) {
    return constraints.stream()
        .anyMatch(c -> c.operand().equals(DISTINCT_HOSTS) && !c.right().equals("false"));
  }

  private static Where where(JobSpec job, JobSpec.Group group) {
    List<JobSpec.Constraint> all = new ArrayList<>(job.constraints());
    all.addAll(group.constraints());
    Set<String> drivers = new HashSet<>();
    for (JobSpec.Task task : group.tasks()) {
      all.addAll(task.constraints());
      drivers.add(task.driver());
    }
    Set<String> volumes = new HashSet<>();
    for (JobSpec.Volume volume : group.volumes()) {
      if (volume.type().equals("host") && !volume.perAlloc()) {
        volumes.add(volume.source());
      }
    }
    List<Constraint> constraints =
        all.stream()
            .filter(
                c -> !c.operand().equals(DISTINCT_HOSTS) && !c.operand().equals(DISTINCT_PROPERTY))
            .map(c -> new Constraint(c.left(), c.operand(), c.right()))
            .distinct()
            .toList();
    return new Where(job.nodePool(), job.datacenters(), constraints, drivers, volumes);
  }
}
