package nomadops.simulator.json;

import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.VariableRow;
import tools.jackson.databind.node.ObjectNode;

/// Variables and deployments.
public final class OtherJson {
  private OtherJson() {}

  /// A variable's metadata.
  ///
  /// @param lockId whether the lock's id, which only its holder may know, is shown
  public static ObjectNode variableMeta(VariableRow variable, boolean lockId) {
    ObjectNode json = Json.object();
    json.put("Namespace", variable.namespace()).put("Path", variable.path());
    VariableRow.Lock lock = variable.lock();
    if (lock == null) {
      json.putNull("Lock");
    } else {
      ObjectNode held = json.putObject("Lock");
      held.put("TTL", GoDuration.format(lock.ttlNanos()))
          .put("LockDelay", GoDuration.format(lock.delayNanos()));
      held.put("ID", lockId ? lock.id() : "");
    }
    json.put("CreateIndex", variable.createIndex()).put("CreateTime", variable.createTime());
    return json.put("ModifyIndex", variable.modifyIndex()).put("ModifyTime", variable.modifyTime());
  }

  public static ObjectNode variable(VariableRow variable, boolean lockId) {
    ObjectNode json = variableMeta(variable, lockId);
    json.set("Items", variable.items());
    return json;
  }

  public static ObjectNode deployment(DeploymentRow row) {
    ObjectNode json = Json.object();
    json.put("ID", row.id()).put("Namespace", row.namespace()).put("JobID", row.jobId());
    json.put("JobVersion", row.jobVersion()).put("JobModifyIndex", row.jobModifyIndex());
    json.put("JobSpecModifyIndex", row.jobModifyIndex())
        .put("JobCreateIndex", row.jobCreateIndex());
    json.put("IsMultiregion", false);
    ObjectNode groups = json.putObject("TaskGroups");
    row.groups().forEach((name, counts) -> group(groups.putObject(name), counts));
    json.put("Status", row.status()).put("StatusDescription", row.statusDescription());
    json.put("EvalPriority", row.evalPriority());
    json.put("CreateIndex", row.createIndex()).put("ModifyIndex", row.modifyIndex());
    return json.put("CreateTime", row.createTime()).put("ModifyTime", row.modifyTime());
  }

  private static void group(ObjectNode json, DeploymentRow.Group counts) {
    json.put("AutoRevert", false).put("AutoPromote", false);
    json.put("ProgressDeadline", counts.progressDeadline());
    json.put(
        "RequireProgressBy",
        counts.requireProgressBy() == 0
            ? "0001-01-01T00:00:00Z"
            : Json.time(counts.requireProgressBy()));
    json.put("Promoted", false).putNull("PlacedCanaries").put("DesiredCanaries", 0);
    json.put("DesiredTotal", counts.desired()).put("PlacedAllocs", counts.placed());
    json.put("HealthyAllocs", counts.healthy()).put("UnhealthyAllocs", counts.unhealthy());
  }
}
