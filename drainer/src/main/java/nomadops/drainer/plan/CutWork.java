package nomadops.drainer.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Batch work that a drain cut off. Nothing in Nomad says so: the allocation is `complete`, its job
/// is `dead` and not stopped, as if the work were done (seen on 1.8.4 and 2.0.5).
///
/// @param jobType `batch` or `sysbatch`
/// @param jobVersion of the job as it was placed
/// @param ran from its first task's start to its last task's end
/// @param replacedBy the allocation that does the work anew: before 1.11, or when the node was lost
/// @param meta of the job
public record CutWork(
    String namespace,
    String job,
    String group,
    String alloc,
    String jobType,
    long jobVersion,
    Duration ran,
    Optional<String> replacedBy,
    Map<String, String> meta)
    implements BatchWork {
  public CutWork {
    meta = Map.copyOf(meta);
  }
}
