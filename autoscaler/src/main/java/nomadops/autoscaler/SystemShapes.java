package nomadops.autoscaler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nomadops.autoscaler.demand.JobShapes;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;
import org.jspecify.annotations.Nullable;

/// What comes with every new node: the groups of system and sysbatch jobs. Each job is read once
/// for each registration; one that cannot be read is asked for again, and counts as before
/// meanwhile. For one thread.
public final class SystemShapes {
  private final Function<JobKey, Optional<JobSpec>> reader;
  private Map<JobKey, Page> pages = new HashMap<>();

  private record Page(long index, List<GroupShape> groups) {}

  /// Nothing is read yet.
  ///
  /// @param reader a job as it is now; empty when it is gone. It may throw a [NomadFault]
  public SystemShapes(Function<JobKey, Optional<JobSpec>> reader) {
    this.reader = reader;
  }

  /// The groups of those of these jobs that come with nodes.
  List<GroupShape> of(Collection<JobStub> jobs) {
    Map<JobKey, Page> now = new HashMap<>();
    List<GroupShape> shapes = new ArrayList<>();
    for (JobStub job : jobs) {
      boolean comesWithNodes = job.type().equals("system") || job.type().equals("sysbatch");
      if (comesWithNodes && !job.stop() && !job.periodic() && !job.parameterized()) {
        page(job)
            .ifPresent(page -> {
              now.put(job.key(), page);
              shapes.addAll(page.groups());
            });
      }
    }
    pages = now;
    return shapes;
  }

  private Optional<Page> page(JobStub job) {
    @Nullable Page known = pages.get(job.key());
    if (known != null && known.index() == job.jobModifyIndex()) {
      return Optional.of(known);
    }
    try {
      return reader
          .apply(job.key())
          .map(spec -> new Page(job.jobModifyIndex(), JobShapes.of(spec)));
    } catch (NomadFault fault) {
      return Optional.ofNullable(known);
    }
  }
}
