package nomadops.simulator.json;

import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Migration;
import nomadops.simulator.state.Reported;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// An allocation whole (with or without its job) and as a stub in a list.
public final class AllocJson {
  private AllocJson() {}

  /// A row of `GET /v1/allocations` and of a job's allocations.
  public static ObjectNode stub(AllocRow alloc, boolean resources, boolean taskStates) {
    ObjectNode json = Json.object();
    json.put("ID", alloc.id());
    json.put("EvalID", alloc.evalId());
    json.put("Name", alloc.name());
    json.put("Namespace", alloc.namespace());
    json.put("NodeID", alloc.nodeId());
    json.put("NodeName", alloc.nodeName());
    json.put("JobID", alloc.job().id());
    json.put("JobType", alloc.job().type());
    json.put("JobVersion", alloc.job().version());
    json.put("TaskGroup", alloc.group());
    set(json, "AllocatedResources", resources ? AllocResources.allocated(alloc) : null);
    json.put("DesiredStatus", alloc.desiredStatus());
    json.put("DesiredDescription", alloc.desiredDescription());
    json.put("ClientStatus", alloc.clientStatus());
    json.put("ClientDescription", alloc.clientDescription());
    json.set("DesiredTransition", transition(alloc));
    set(json, "TaskStates", taskStates ? TaskStates.of(alloc) : null);
    set(json, "DeploymentStatus", health(alloc));
    json.put("FollowupEvalID", "");
    json.put("NextAllocation", alloc.nextAllocation());
    json.putNull("RescheduleTracker").putNull("PreemptedAllocations");
    json.put("PreemptedByAllocation", "");
    return times(json, alloc);
  }

  /// `GET /v1/allocation/ID`, a node's allocations (both with the job) and events (without).
  public static ObjectNode whole(AllocRow alloc, boolean withJob) {
    ObjectNode json = Json.object();
    json.put("ID", alloc.id());
    json.put("Namespace", alloc.namespace());
    json.put("EvalID", alloc.evalId());
    json.put("Name", alloc.name());
    json.put("NodeID", alloc.nodeId());
    json.put("NodeName", alloc.nodeName());
    json.put("JobID", alloc.job().id());
    if (withJob) {
      json.set("Job", JobJson.whole(alloc.job()));
    }
    json.put("TaskGroup", alloc.group());
    json.set("Resources", AllocResources.total(alloc));
    json.set("SharedResources", AllocResources.shared(alloc));
    json.set("TaskResources", AllocResources.byTask(alloc));
    json.set("AllocatedResources", AllocResources.allocated(alloc));
    json.set("Metrics", PlacementMetrics.placed(alloc));
    json.put("DesiredStatus", alloc.desiredStatus());
    if (!alloc.desiredDescription().isEmpty()) {
      json.put("DesiredDescription", alloc.desiredDescription());
    }
    if (alloc.migrate() != null) {
      json.set("DesiredTransition", transition(alloc));
    }
    json.put("ClientStatus", alloc.clientStatus());
    if (!alloc.clientDescription().isEmpty()) {
      json.put("ClientDescription", alloc.clientDescription());
    }
    ObjectNode states = TaskStates.of(alloc);
    if (states != null) {
      json.set("TaskStates", states);
      json.putObject("NetworkStatus")
          .put("InterfaceName", "")
          .put("Address", "")
          .put("AddressIPv6", "")
          .putNull("DNS");
    }
    optional(json, "PreviousAllocation", alloc.previousAllocation());
    optional(json, "NextAllocation", alloc.nextAllocation());
    optional(json, "DeploymentID", alloc.deploymentId());
    ObjectNode health = health(alloc);
    if (health != null) {
      json.set("DeploymentStatus", health);
    }
    json.put("AllocModifyIndex", alloc.createIndex());
    json.put("SigningKeyID", PlacementMetrics.SIGNING_KEY);
    return times(json, alloc);
  }

  private static @Nullable ObjectNode health(AllocRow alloc) {
    Reported reported = alloc.reported();
    if (reported.health() == Reported.Health.UNKNOWN) {
      return null;
    }
    return Json.object()
        .put("Healthy", reported.health() == Reported.Health.HEALTHY)
        .put("Timestamp", Json.time(reported.healthAt()))
        .put("Canary", false)
        .put("ModifyIndex", reported.healthIndex());
  }

  private static ObjectNode times(ObjectNode json, AllocRow alloc) {
    json.put("CreateIndex", alloc.createIndex());
    json.put("ModifyIndex", alloc.modifyIndex());
    json.put("CreateTime", alloc.createTime());
    json.put("ModifyTime", alloc.modifyTime());
    return json;
  }

  private static ObjectNode transition(AllocRow alloc) {
    ObjectNode json = Json.object();
    Migration migrate = alloc.migrate();
    if (migrate == null) {
      json.putNull("Migrate");
    } else {
      json.put("Migrate", true);
    }
    // A stop sets these to false, a drain leaves them.
    String[] others = {"Reschedule", "NoShutdownDelay"};
    for (String other : others) {
      if (migrate != null && migrate.stopped()) {
        json.put(other, false);
      } else {
        json.putNull(other);
      }
    }
    json.putNull("ForceReschedule");
    if (migrate != null && migrate.placesNone()) {
      json.put("MigrateDisablePlacement", true);
    } else {
      json.putNull("MigrateDisablePlacement");
    }
    return json;
  }

  private static void optional(ObjectNode json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  private static void set(ObjectNode json, String name, @Nullable ObjectNode value) {
    if (value == null) {
      json.putNull(name);
    } else {
      json.set(name, value);
    }
  }
}
