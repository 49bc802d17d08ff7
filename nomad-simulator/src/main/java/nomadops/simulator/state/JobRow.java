package nomadops.simulator.state;

import tools.jackson.databind.node.ObjectNode;

/// One job. `spec` holds every field that a client can set, with Nomad's defaults filled in; it is
/// never changed, and seeded jobs share one. The fields here override it where both name the same
/// thing.
public record JobRow(
    String namespace,
    String id,
    String parentId,
    String type,
    int priority,
    String status,
    boolean stop,
    boolean stable,
    boolean dispatched,
    long version,
    long submitTime,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex,
    JobSummary summary,
    ObjectNode spec) {

  public static String key(String namespace, String id) {
    return namespace + '\0' + id;
  }

  public String key() {
    return key(namespace, id);
  }

  public boolean periodic() {
    return spec.path("Periodic").isObject()
        && spec.path("Periodic").path("Enabled").asBoolean(true);
  }

  /// Waits to be dispatched, and never runs itself.
  public boolean parameterized() {
    return spec.path("ParameterizedJob").isObject() && !dispatched;
  }

  public boolean tagged() {
    return spec.path("VersionTag").isObject();
  }

  public boolean dead() {
    return status.equals("dead");
  }

  public JobRow withStatus(String newStatus, long index) {
    return new JobRow(
        namespace,
        id,
        parentId,
        type,
        priority,
        newStatus,
        stop,
        stable,
        dispatched,
        version,
        submitTime,
        createIndex,
        index,
        jobModifyIndex,
        summary,
        spec);
  }

  public JobRow withSummary(JobSummary newSummary) {
    return new JobRow(
        namespace,
        id,
        parentId,
        type,
        priority,
        status,
        stop,
        stable,
        dispatched,
        version,
        submitTime,
        createIndex,
        modifyIndex,
        jobModifyIndex,
        newSummary,
        spec);
  }

  public JobRow asStable(long index) {
    return new JobRow(
        namespace,
        id,
        parentId,
        type,
        priority,
        status,
        stop,
        true,
        dispatched,
        version,
        submitTime,
        createIndex,
        index,
        jobModifyIndex,
        summary,
        spec);
  }

  public JobRow withSpec(ObjectNode newSpec, long index) {
    return new JobRow(
        namespace,
        id,
        parentId,
        type,
        priority,
        status,
        stop,
        stable,
        dispatched,
        version,
        submitTime,
        createIndex,
        index,
        jobModifyIndex,
        summary,
        newSpec);
  }

  /// The same spec, stopped: a new version of the job.
  public JobRow stopped(long now, long index) {
    return new JobRow(
        namespace,
        id,
        parentId,
        type,
        priority,
        status,
        true,
        stable,
        dispatched,
        version + 1,
        now,
        createIndex,
        index,
        index,
        summary,
        spec);
  }
}
