package nomadops.exporter.row;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nomadops.client.model.Deployment;
import nomadops.client.model.Deployment.DeploymentGroup;

/// A deployment.
///
/// @param createTime nanoseconds since the epoch; 0 from servers that do not tell it
/// @param modifyTime nanoseconds since the epoch; 0 from servers that do not tell it
/// @param groups by task group
public record DeploymentRow(
    String id,
    String namespace,
    String owner,
    String status,
    boolean awaitsPromotion,
    long createTime,
    long modifyTime,
    long createIndex,
    Map<String, Group> groups) {
  /// How far one group is.
  ///
  /// @param deadlineSeconds when it fails unless it gets on, since the epoch; 0 for never
  public record Group(int desired, int placed, int healthy, int unhealthy, long deadlineSeconds) {}

  public static DeploymentRow of(Deployment deployment, Words words) {
    Map<String, Group> groups = new HashMap<>();
    deployment.taskGroups().forEach((name, state) -> groups.put(words.word(name), group(state)));
    return new DeploymentRow(
        deployment.id(),
        words.word(deployment.namespace()),
        words.word(deployment.jobId()),
        words.word(deployment.status()),
        deployment.requiresPromotion(),
        deployment.createTime(),
        deployment.modifyTime(),
        deployment.createIndex(),
        Map.copyOf(groups));
  }

  private static Group group(DeploymentGroup state) {
    return new Group(
        state.desiredTotal(),
        state.placedAllocs(),
        state.healthyAllocs(),
        state.unhealthyAllocs(),
        state.requireProgressBy().map(Instant::getEpochSecond).orElse(0L));
  }

  public boolean isRunning() {
    return status.equals("running");
  }

  /// Nothing more will come of it.
  public boolean isOver() {
    return status.equals("successful") || status.equals("failed") || status.equals("cancelled");
  }
}
