package nomadops.simulator.json;

import java.util.Map;
import nomadops.simulator.state.GroupCounts;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.JobSummary;
import tools.jackson.databind.node.ObjectNode;

/// A job in its three forms: whole, as a stub in a list, and its summary.
public final class JobJson {
  private JobJson() {}

  public static ObjectNode whole(JobRow job) {
    ObjectNode json = Json.object();
    json.setAll(job.spec());
    json.put("Namespace", job.namespace());
    json.put("ID", job.id());
    json.put("ParentID", job.parentId());
    json.put("Name", name(job));
    json.put("Type", job.type());
    json.put("Priority", job.priority());
    json.put("Stop", job.stop());
    json.put("Stable", job.stable());
    json.put("Dispatched", job.dispatched());
    json.put("Status", job.status());
    json.put("Version", job.version());
    json.put("SubmitTime", job.submitTime());
    json.put("CreateIndex", job.createIndex());
    json.put("ModifyIndex", job.modifyIndex());
    json.put("JobModifyIndex", job.jobModifyIndex());
    return json;
  }

  /// A row of `GET /v1/jobs`.
  public static ObjectNode stub(JobRow job, boolean meta) {
    ObjectNode json = Json.object();
    json.put("ID", job.id());
    json.put("ParentID", job.parentId());
    json.put("Name", name(job));
    json.put("Namespace", job.namespace());
    json.set("Datacenters", job.spec().path("Datacenters"));
    json.set("NodePool", job.spec().path("NodePool"));
    json.putNull("Multiregion");
    json.put("Type", job.type());
    json.put("Priority", job.priority());
    json.put("Periodic", job.periodic());
    json.put("ParameterizedJob", job.parameterized());
    json.put("Stop", job.stop());
    json.put("Status", job.status());
    json.put("StatusDescription", "");
    json.set("JobSummary", summary(job));
    json.put("CreateIndex", job.createIndex());
    json.put("ModifyIndex", job.modifyIndex());
    json.put("JobModifyIndex", job.jobModifyIndex());
    json.put("SubmitTime", job.submitTime());
    if (meta) {
      json.set("Meta", job.spec().path("Meta"));
    } else {
      json.putNull("Meta");
    }
    return json;
  }

  public static ObjectNode summary(JobRow job) {
    JobSummary summary = job.summary();
    ObjectNode json = Json.object();
    json.put("JobID", job.id());
    json.put("Namespace", job.namespace());
    ObjectNode groups = json.putObject("Summary");
    for (Map.Entry<String, GroupCounts> group : summary.groups().entrySet()) {
      GroupCounts counts = group.getValue();
      ObjectNode row = groups.putObject(group.getKey());
      row.put("Queued", counts.queued());
      row.put("Complete", counts.complete());
      row.put("Failed", counts.failed());
      row.put("Running", counts.running());
      row.put("Starting", counts.starting());
      row.put("Lost", counts.lost());
      row.put("Unknown", 0);
    }
    ObjectNode children = json.putObject("Children");
    children.put("Pending", summary.pendingChildren());
    children.put("Running", summary.runningChildren());
    children.put("Dead", summary.deadChildren());
    json.put("CreateIndex", summary.createIndex());
    json.put("ModifyIndex", summary.modifyIndex());
    return json;
  }

  /// Seeded jobs share one specification, whose name is empty: theirs is their id.
  private static String name(JobRow job) {
    String name = Json.text(job.spec().path("Name"));
    return name.isEmpty() ? job.id() : name;
  }
}
