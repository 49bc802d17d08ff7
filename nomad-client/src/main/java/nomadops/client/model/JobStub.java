package nomadops.client.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A job as `/v1/jobs` lists it.
///
/// @param parentId the periodic or parameterized job that made this one; empty when none did
/// @param datacenters globs: in which it may run
/// @param type `service`, `batch`, `system` or `sysbatch`
/// @param periodic the job is a periodic parent
/// @param parameterized the job is a parameterized parent
/// @param status `pending`, `running` or `dead`
/// @param jobModifyIndex changes when the specification does; what "the same version of the job"
///   means
/// @param submitTime nanoseconds since the epoch
/// @param meta the job's own meta; only when the list was asked with `meta=true`
public record JobStub(
    String id,
    String parentId,
    String namespace,
    String nodePool,
    List<String> datacenters,
    String type,
    int priority,
    boolean periodic,
    boolean parameterized,
    boolean stop,
    String status,
    String statusDescription,
    JobSummary summary,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex,
    long submitTime,
    Map<String, String> meta) {

  public JobStub {
    id = Fields.text(id);
    parentId = Fields.text(parentId);
    namespace = namespace == null || namespace.isEmpty() ? "default" : namespace;
    nodePool = Fields.text(nodePool);
    datacenters = Fields.list(datacenters);
    type = Fields.text(type);
    status = Fields.text(status);
    statusDescription = Fields.text(statusDescription);
    summary = summary == null ? JobSummary.NONE : summary;
    meta = Fields.texts(meta);
  }

  public JobKey key() {
    return new JobKey(namespace, id);
  }

  public Instant submittedAt() {
    return Fields.instant(submitTime);
  }
}
