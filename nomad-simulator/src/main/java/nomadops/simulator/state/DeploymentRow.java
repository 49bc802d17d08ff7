package nomadops.simulator.state;

/// One deployment of a service job with a single group's counts.
public record DeploymentRow(
    String id,
    String namespace,
    String jobId,
    long jobVersion,
    long jobModifyIndex,
    long jobCreateIndex,
    String group,
    int desired,
    int placed,
    int healthy,
    String status,
    String statusDescription,
    int evalPriority,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  public boolean terminal() {
    return !status.equals("running");
  }

  public DeploymentRow ended(
      String newStatus, String description, int newHealthy, long index, long now) {
    return new DeploymentRow(
        id,
        namespace,
        jobId,
        jobVersion,
        jobModifyIndex,
        jobCreateIndex,
        group,
        desired,
        placed,
        newHealthy,
        newStatus,
        description,
        evalPriority,
        createIndex,
        index,
        createTime,
        now);
  }
}
