package nomadops.simulator.state;

import org.jspecify.annotations.Nullable;

/// One allocation, with the job as it was when it was placed. Times are unix nanoseconds; 0 means
/// not yet.
///
/// @param granted what the job's numbers do not say
public record AllocRow(
    String id,
    String evalId,
    String name,
    String nodeId,
    String nodeName,
    JobRow job,
    String group,
    Granted granted,
    String desiredStatus,
    String desiredDescription,
    String clientStatus,
    String clientDescription,
    @Nullable Migration migrate,
    int exitCode,
    long startedAt,
    long finishedAt,
    Reported reported,
    String previousAllocation,
    String nextAllocation,
    String deploymentId,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  public String namespace() {
    return job.namespace();
  }

  public CreateKey order() {
    return new CreateKey(createIndex, id);
  }

  /// The client has ended it.
  public boolean clientTerminal() {
    return clientStatus.equals("complete")
        || clientStatus.equals("failed")
        || clientStatus.equals("lost");
  }

  /// Ended by the client, or told to end by the server.
  public boolean terminal() {
    return clientTerminal() || desiredStatus.equals("stop") || desiredStatus.equals("evict");
  }

  public AllocRow client(
      String status,
      String description,
      int code,
      long started,
      long finished,
      long index,
      long now) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        desiredStatus,
        desiredDescription,
        status,
        description,
        migrate,
        code,
        started,
        finished,
        reported,
        previousAllocation,
        nextAllocation,
        deploymentId,
        createIndex,
        index,
        createTime,
        now);
  }

  public AllocRow desired(String status, String description, long index, long now) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        status,
        description,
        clientStatus,
        clientDescription,
        migrate,
        exitCode,
        startedAt,
        finishedAt,
        reported,
        previousAllocation,
        nextAllocation,
        deploymentId,
        createIndex,
        index,
        createTime,
        now);
  }

  public AllocRow migrating(Migration how, long index, long now) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        desiredStatus,
        desiredDescription,
        clientStatus,
        clientDescription,
        how,
        exitCode,
        startedAt,
        finishedAt,
        reported,
        previousAllocation,
        nextAllocation,
        deploymentId,
        createIndex,
        index,
        createTime,
        now);
  }

  public AllocRow replacedBy(String newId) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        desiredStatus,
        desiredDescription,
        clientStatus,
        clientDescription,
        migrate,
        exitCode,
        startedAt,
        finishedAt,
        reported,
        previousAllocation,
        newId,
        deploymentId,
        createIndex,
        modifyIndex,
        createTime,
        modifyTime);
  }

  public AllocRow createdAt(long index, long now) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        desiredStatus,
        desiredDescription,
        clientStatus,
        clientDescription,
        migrate,
        exitCode,
        startedAt,
        finishedAt,
        reported,
        previousAllocation,
        nextAllocation,
        deploymentId,
        index,
        index,
        now,
        now);
  }

  public AllocRow deployedBy(String newDeploymentId) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        desiredStatus,
        desiredDescription,
        clientStatus,
        clientDescription,
        migrate,
        exitCode,
        startedAt,
        finishedAt,
        reported,
        previousAllocation,
        nextAllocation,
        newDeploymentId,
        createIndex,
        modifyIndex,
        createTime,
        modifyTime);
  }

  public AllocRow reporting(Reported more, long index, long now) {
    return new AllocRow(
        id,
        evalId,
        name,
        nodeId,
        nodeName,
        job,
        group,
        granted,
        desiredStatus,
        desiredDescription,
        clientStatus,
        clientDescription,
        migrate,
        exitCode,
        startedAt,
        finishedAt,
        more,
        previousAllocation,
        nextAllocation,
        deploymentId,
        createIndex,
        index,
        createTime,
        now);
  }
}
