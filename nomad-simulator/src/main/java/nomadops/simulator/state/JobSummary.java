package nomadops.simulator.state;

import java.util.Map;

/// A job's summary: counts for each group, and for each status of its children (dispatched or
/// periodic).
public record JobSummary(
    Map<String, GroupCounts> groups,
    int pendingChildren,
    int runningChildren,
    int deadChildren,
    long createIndex,
    long modifyIndex) {

  public JobSummary withGroups(Map<String, GroupCounts> newGroups, long index) {
    return new JobSummary(
        newGroups, pendingChildren, runningChildren, deadChildren, createIndex, index);
  }

  /// The summary after a child went from one status to another (null: it was not there, or is no
  /// more).
  public JobSummary childMoved(
      @org.jspecify.annotations.Nullable String from,
      @org.jspecify.annotations.Nullable String to,
      long index) {
    return new JobSummary(
        groups,
        pendingChildren + delta("pending", from, to),
        runningChildren + delta("running", from, to),
        deadChildren + delta("dead", from, to),
        createIndex,
        index);
  }

  private static int delta(
      String status,
      @org.jspecify.annotations.Nullable String from,
      @org.jspecify.annotations.Nullable String to) {
    return (status.equals(to) ? 1 : 0) - (status.equals(from) ? 1 : 0);
  }
}
