package nomadops.simulator.state;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One deployment of a service job.
///
/// @param groups the counts of each task group, by name
public record DeploymentRow(
    String id,
    String namespace,
    String jobId,
    long jobVersion,
    long jobModifyIndex,
    long jobCreateIndex,
    Map<String, Group> groups,
    String status,
    String statusDescription,
    int evalPriority,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  public DeploymentRow {
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /// How far one task group has come; times are nanoseconds.
  ///
  /// @param progressDeadline how long the next allocation may take to become healthy
  /// @param requireProgressBy unix time by which it must
  public record Group(
      int desired,
      int placed,
      int healthy,
      int unhealthy,
      long progressDeadline,
      long requireProgressBy) {

    public Group placing(int more) {
      return new Group(
          desired, placed + more, healthy, unhealthy, progressDeadline, requireProgressBy);
    }

    /// One more allocation is known to be healthy, which moves the deadline, or unhealthy.
    public Group counting(boolean good, long at) {
      return good
          ? new Group(
              desired, placed, healthy + 1, unhealthy, progressDeadline, at + progressDeadline)
          : new Group(desired, placed, healthy, unhealthy + 1, progressDeadline, requireProgressBy);
    }
  }

  public boolean terminal() {
    return !status.equals("running");
  }

  /// As many as are wanted are healthy.
  public boolean complete() {
    return groups.values().stream().allMatch(group -> group.healthy() >= group.desired());
  }

  public String jobKey() {
    return JobRow.key(namespace, jobId);
  }

  public CreateKey order() {
    return new CreateKey(createIndex, id);
  }

  public DeploymentRow with(String group, Group counts, long index, long now) {
    Map<String, Group> all = new TreeMap<>(groups);
    all.put(group, counts);
    return copy(all, status, statusDescription, index, now);
  }

  public DeploymentRow ended(String newStatus, String description, long index, long now) {
    return copy(groups, newStatus, description, index, now);
  }

  private DeploymentRow copy(
      Map<String, Group> newGroups, String newStatus, String description, long index, long now) {
    return new DeploymentRow(
        id,
        namespace,
        jobId,
        jobVersion,
        jobModifyIndex,
        jobCreateIndex,
        newGroups,
        newStatus,
        description,
        evalPriority,
        createIndex,
        index,
        createTime,
        now);
  }
}
