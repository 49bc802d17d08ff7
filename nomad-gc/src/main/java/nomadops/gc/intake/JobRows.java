package nomadops.gc.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;

/// Reduces the rows of one page to what is judged. Namespaces, parents and counts repeat from row
/// to row: each is kept once, which halves what a remembered job takes.
final class JobRows {
  private final Set<String> metaKeys;
  private final Map<Object, Object> once = new HashMap<>();

  /// @param metaKeys the keys that the policy asks about; all other meta is dropped
  JobRows(Set<String> metaKeys) {
    this.metaKeys = metaKeys;
  }

  /// The row without what nobody asks about.
  DeadJob dead(JobStub stub) {
    return new DeadJob(
        new JobKey(same(stub.namespace()), stub.id()),
        JobType.parse(stub.type()),
        same(stub.status()),
        same(stub.parentId()),
        stub.stop(),
        stub.periodic(),
        stub.parameterized(),
        stub.submittedAt(),
        same(allocs(stub)),
        (int)
            Math.min(
                Integer.MAX_VALUE,
                stub.summary().children().pending() + stub.summary().children().running()),
        stub.createIndex(),
        stub.modifyIndex(),
        stub.jobModifyIndex(),
        stub.summary().modifyIndex(),
        meta(stub.meta(), metaKeys));
  }

  @SuppressWarnings("unchecked") // an equal one is of the same class
  private <T> T same(T value) {
    return (T) once.computeIfAbsent(value, _ -> value);
  }

  private static AllocCounts allocs(JobStub stub) {
    AllocCounts sum = AllocCounts.NONE;
    for (GroupSummary g : stub.summary().groups().values()) {
      sum =
          sum.plus(
              new AllocCounts(
                  g.queued(),
                  g.starting(),
                  g.running(),
                  g.complete(),
                  g.failed(),
                  g.lost(),
                  g.unknown()));
    }
    return sum;
  }

  private static Map<String, String> meta(Map<String, String> all, Set<String> keys) {
    if (all.isEmpty()) {
      return Map.of();
    }
    Map<String, String> kept = new HashMap<>();
    for (String key : keys) {
      String value = all.get(key);
      if (value != null) {
        kept.put(key, value);
      }
    }
    return kept;
  }
}
