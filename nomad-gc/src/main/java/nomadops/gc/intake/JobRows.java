package nomadops.gc.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.JobStub;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;

/// Reduces rows of the job list to what is judged.
final class JobRows {
  private JobRows() {}

  /// The row without what nobody asks about.
  ///
  /// @param metaKeys the keys that the policy asks about; all other meta is dropped
  static DeadJob dead(JobStub stub, Set<String> metaKeys) {
    return new DeadJob(
        stub.key(),
        JobType.parse(stub.type()),
        stub.status(),
        stub.parentId(),
        stub.stop(),
        stub.periodic(),
        stub.parameterized(),
        stub.submittedAt(),
        allocs(stub),
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
