package nomadops.simulator.json;

import nomadops.simulator.state.EvalRow;
import tools.jackson.databind.node.ObjectNode;

/// An evaluation; as Nomad does, it leaves out what is empty.
public final class EvalJson {
  private EvalJson() {}

  public static ObjectNode whole(EvalRow eval) {
    ObjectNode json = Json.object();
    json.put("ID", eval.id());
    json.put("Namespace", eval.namespace());
    json.put("Priority", eval.priority());
    json.put("Type", eval.type());
    json.put("TriggeredBy", eval.triggeredBy());
    json.put("JobID", eval.jobId());
    number(json, "JobModifyIndex", eval.jobModifyIndex());
    text(json, "NodeID", eval.nodeId());
    json.put("Status", eval.status());
    text(json, "StatusDescription", eval.statusDescription());
    text(json, "PreviousEval", eval.previousEval());
    text(json, "BlockedEval", eval.blockedEval());
    ObjectNode details = eval.details();
    if (details != null) {
      json.setAll(details);
    }
    number(json, "SnapshotIndex", eval.snapshotIndex());
    json.put("CreateIndex", eval.createIndex());
    json.put("ModifyIndex", eval.modifyIndex());
    json.put("CreateTime", eval.createTime());
    json.put("ModifyTime", eval.modifyTime());
    return json;
  }

  private static void text(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static void number(ObjectNode json, String name, long value) {
    if (value != 0) {
      json.put(name, value);
    }
  }
}
