package nomadops.autoscaler.demand;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.shape.Resources;
import nomadops.client.model.JobSpec;

/// What an allocation takes of a node, by Nomad's `AllocatedResources.Comparable` (`nomad/structs`
/// of 1.7 to 2.0) and what `scheduler/feasible/rank.go` puts into it.
///
/// Tasks before, beside and after the main ones share the same MHz and MB one after the other, so
/// the greatest of the three counts. Whole cores and devices are each task's own for good, and are
/// added up. A task with cores takes their MHz and not what its `cpu` says.
final class Lifecycles {
  private Lifecycles() {}

  static Resources ask(JobSpec.Group group) {
    Resources before = Resources.NONE;
    Resources main = Resources.NONE;
    Resources after = Resources.NONE;
    for (JobSpec.Task task : group.tasks()) {
      Resources shared = shared(task.resources());
      switch (phase(task)) {
        case MAIN -> main = main.plus(shared);
        case BEFORE -> before = before.plus(shared);
        case BEFORE_AND_MAIN -> {
          before = before.plus(shared);
          main = main.plus(shared);
        }
        case AFTER -> after = after.plus(shared);
        case NEVER -> {}
      }
    }
    return main.max(before).max(after).plus(own(group.tasks(), group.diskMb()));
  }

  private enum Phase {
    MAIN,
    BEFORE,
    BEFORE_AND_MAIN,
    AFTER,
    NEVER
  }

  private static Phase phase(JobSpec.Task task) {
    JobSpec.Lifecycle lifecycle = task.lifecycle();
    if (lifecycle == null) {
      return Phase.MAIN;
    }
    return switch (lifecycle.hook()) {
      case "prestart" -> lifecycle.sidecar() ? Phase.BEFORE_AND_MAIN : Phase.BEFORE;
      case "poststart" -> Phase.MAIN;
      case "poststop" -> Phase.AFTER;
      default -> Phase.NEVER;
    };
  }

  private static Resources shared(JobSpec.Resources task) {
    long memory = (long) task.memoryMb() + task.secretsMb();
    return new Resources(task.cores() > 0 ? 0 : task.cpu(), memory, 0, 0, 0, Map.of());
  }

  private static Resources own(List<JobSpec.Task> tasks, int diskMb) {
    int cores = 0;
    Map<String, Integer> devices = new HashMap<>();
    for (JobSpec.Task task : tasks) {
      cores += task.resources().cores();
      for (JobSpec.Device device : task.resources().devices()) {
        devices.merge(device.name(), Math.max(1, device.count()), Integer::sum);
      }
    }
    return new Resources(0, 0, diskMb, cores, 1, devices);
  }
}
