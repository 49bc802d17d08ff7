package nomadops.client.model;

import java.util.Map;

/// A job's allocations and children, counted by the server. Part of each [JobStub], and
/// `/v1/job/:id/summary`.
///
/// @param groups by task group name
public record JobSummary(
    String jobId,
    String namespace,
    Map<String, GroupSummary> groups,
    ChildSummary children,
    long createIndex,
    long modifyIndex) {

  /// No counts at all: the server sent none.
  public static final JobSummary NONE = new JobSummary("", "", Map.of(), ChildSummary.NONE, 0, 0);

  public JobSummary {
    jobId = Fields.text(jobId);
    namespace = Fields.text(namespace);
    groups = Fields.map(groups);
    children = children == null ? ChildSummary.NONE : children;
  }
}
