package nomadops.client.model;

import java.util.Map;
import tools.jackson.core.JsonParser;

/// Reads an [AllocationStub]: from a list's row, or from an event's allocation.
final class AllocationStubFields extends Fieldwise<AllocationStubFields.Gathered, AllocationStub> {
  private static final AllocatedResourcesFields RESOURCES = new AllocatedResourcesFields();
  private static final RescheduleTrackerFields TRACKER = new RescheduleTrackerFields();
  private static final TaskStateFields TASK = new TaskStateFields();

  static final class Gathered {
    private String id = "";
    private String evalId = "";
    private String name = "";
    private String namespace = "";
    private String nodeId = "";
    private String nodeName = "";
    private String jobId = "";
    private String jobType = "";
    private long jobVersion;
    private String taskGroup = "";
    private String desiredStatus = "";
    private String desiredDescription = "";
    private String clientStatus = "";
    private String clientDescription = "";
    private Map<String, TaskState> taskStates = Map.of();
    private AllocatedResources resources = AllocatedResources.NONE;
    private String followupEvalId = "";
    private String nextAllocation = "";
    private String previousAllocation = "";
    private String rescheduledFrom = "";
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
      case "EvalID" -> g.evalId = text(json);
      case "Name" -> g.name = text(json);
      case "Namespace" -> g.namespace = text(json);
      case "NodeID" -> g.nodeId = text(json);
      case "NodeName" -> g.nodeName = text(json);
      case "JobID" -> g.jobId = text(json);
      case "JobType" -> g.jobType = text(json);
      case "JobVersion" -> g.jobVersion = number(json);
      case "TaskGroup" -> g.taskGroup = text(json);
      case "DesiredStatus" -> g.desiredStatus = text(json);
      case "DesiredDescription" -> g.desiredDescription = text(json);
      case "ClientStatus" -> g.clientStatus = text(json);
      case "ClientDescription" -> g.clientDescription = text(json);
      case "TaskStates" -> g.taskStates = map(json, TASK::object);
      case "AllocatedResources" -> g.resources = RESOURCES.objectOr(AllocatedResources.NONE, json);
      case "FollowupEvalID" -> g.followupEvalId = text(json);
      case "NextAllocation" -> g.nextAllocation = text(json);
      case "PreviousAllocation" -> g.previousAllocation = text(json);
      case "RescheduleTracker" -> g.rescheduledFrom = TRACKER.objectOr("", json);
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
  AllocationStub end(Gathered g) {
    return new AllocationStub(
        g.id,
        g.evalId,
        g.name,
        g.namespace,
        g.nodeId,
        g.nodeName,
        g.jobId,
        g.jobType,
        g.jobVersion,
        g.taskGroup,
        g.desiredStatus,
        g.desiredDescription,
        g.clientStatus,
        g.clientDescription,
        g.taskStates,
        g.resources,
        g.followupEvalId,
        g.nextAllocation,
        g.previousAllocation,
        g.rescheduledFrom,
        g.createIndex,
        g.modifyIndex,
        g.createTime,
        g.modifyTime);
  }
}
