package nomadops.exporter.row;

import java.util.HashMap;
import java.util.Map;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// A job.
///
/// @param owner whose series it counts in
/// @param parent it is a periodic or parameterized job, and makes children
/// @param submitTime nanoseconds since the epoch
/// @param queued by group: allocations that wait for room, none of them 0
public record JobRow(
    JobKey key,
    String owner,
    String type,
    String status,
    boolean stop,
    boolean parent,
    long submitTime,
    Map<String, Integer> queued) {
  /// From a list, which tells what is queued, too.
  public static JobRow of(JobStub stub, Words words) {
    Map<String, Integer> queued = new HashMap<>();
    stub.summary().groups().forEach((group, summary) -> wait(queued, group, summary, words));
    return new JobRow(
        new JobKey(words.word(stub.namespace()), stub.id()),
        owner(stub.id(), words),
        words.word(stub.type()),
        words.word(stub.status()),
        stub.stop(),
        stub.periodic() || stub.parameterized(),
        stub.submitTime(),
        Map.copyOf(queued));
  }

  private static void wait(
      Map<String, Integer> queued, String group, GroupSummary summary, Words words) {
    if (summary.queued() > 0) {
      queued.put(words.word(group), summary.queued());
    }
  }

  /// From an event, which does not tell what is queued.
  public static JobRow of(Job job, Map<String, Integer> queued, Words words) {
    return new JobRow(
        new JobKey(words.word(job.key().namespace()), job.key().id()),
        owner(job.key().id(), words),
        words.word(job.type()),
        words.word(job.status()),
        job.stop(),
        job.isParent(),
        job.submitTime(),
        queued);
  }

  private static String owner(String id, Words words) {
    String owner = Owner.of(id);
    return owner.length() == id.length() ? id : words.word(owner);
  }

  public boolean isDead() {
    return status.equals("dead");
  }

  /// The same with other counts of what waits.
  public JobRow withQueued(Map<String, Integer> counts) {
    return new JobRow(key, owner, type, status, stop, parent, submitTime, Map.copyOf(counts));
  }
}
