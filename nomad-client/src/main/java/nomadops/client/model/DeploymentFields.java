package nomadops.client.model;

import java.util.Map;
import nomadops.client.model.Deployment.DeploymentGroup;
import tools.jackson.core.JsonParser;

/// Reads a [Deployment].
final class DeploymentFields extends Fieldwise<DeploymentFields.Gathered, Deployment> {
  private static final DeploymentGroupFields GROUP = new DeploymentGroupFields();

  static final class Gathered {
    private String id = "";
    private String namespace = "";
    private String jobId = "";
    private long jobVersion;
    private String status = "";
    private String statusDescription = "";
    private Map<String, DeploymentGroup> taskGroups = Map.of();
    private long createIndex;
    private long modifyIndex;
    private long createTime;
    private long modifyTime;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "ID" -> g.id = text(json);
      case "Namespace" -> g.namespace = text(json);
      case "JobID" -> g.jobId = text(json);
      case "JobVersion" -> g.jobVersion = number(json);
      case "Status" -> g.status = text(json);
      case "StatusDescription" -> g.statusDescription = text(json);
      case "TaskGroups" -> g.taskGroups = map(json, GROUP::object);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      case "CreateTime" -> g.createTime = number(json);
      case "ModifyTime" -> g.modifyTime = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  Deployment end(Gathered g) {
    return new Deployment(
        g.id,
        g.namespace,
        g.jobId,
        g.jobVersion,
        g.status,
        g.statusDescription,
        g.taskGroups,
        g.createIndex,
        g.modifyIndex,
        g.createTime,
        g.modifyTime);
  }
}
