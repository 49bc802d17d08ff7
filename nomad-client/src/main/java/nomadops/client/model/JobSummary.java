package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/// A job's allocations and children, counted by the server. Part of each [JobStub], and
/// `/v1/job/:id/summary`.
///
/// @param groups by task group name
public record JobSummary(
    @JsonProperty("JobID") String jobId,
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("Summary") Map<String, GroupSummary> groups,
    @JsonProperty("Children") ChildSummary children,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex) {

  /// No counts at all: the server sent none.
  public static final JobSummary NONE = new JobSummary("", "", Map.of(), ChildSummary.NONE, 0, 0);

  public JobSummary {
    jobId = Fields.text(jobId);
    namespace = Fields.text(namespace);
    groups = Fields.map(groups);
    children = children == null ? ChildSummary.NONE : children;
  }
}
