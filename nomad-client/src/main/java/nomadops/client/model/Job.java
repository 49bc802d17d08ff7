package nomadops.client.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A job as the server holds it: the fields we use, and the whole specification as raw JSON.
///
/// @param version counts up with each change of the specification, from 0
/// @param periodic has a periodic block
/// @param parameterized has a parameterized block (dispatched children have it too)
/// @param dispatched is a dispatched child
/// @param submitTime nanoseconds since the epoch
/// @param raw the whole job as the server sent it
public record Job(
    String id,
    String namespace,
    String parentId,
    String name,
    String type,
    int priority,
    String status,
    String statusDescription,
    boolean stop,
    boolean stable,
    long version,
    Optional<VersionTag> versionTag,
    boolean periodic,
    boolean parameterized,
    boolean dispatched,
    long submitTime,
    Map<String, String> meta,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex,
    RawJson raw) {

  public Job {
    Objects.requireNonNull(versionTag, "versionTag");
    Objects.requireNonNull(raw, "raw");
    meta = Fields.texts(meta);
  }

  public JobKey key() {
    return new JobKey(namespace, id);
  }

  public Instant submittedAt() {
    return Fields.instant(submitTime);
  }

  /// True for a job that makes other jobs: periodic, or parameterized and not itself dispatched.
  public boolean isParent() {
    return periodic || (parameterized && !dispatched);
  }
}
