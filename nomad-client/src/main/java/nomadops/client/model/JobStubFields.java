package nomadops.client.model;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;

/// Reads a [JobStub]: there are as many as jobs in the cluster.
final class JobStubFields extends Fieldwise<JobStubFields.Gathered, JobStub> {
  private static final JobSummaryFields SUMMARY = new JobSummaryFields();

  static final class Gathered {
    private String id = "";
    private String parentId = "";
    private String namespace = "";
    private String nodePool = "";
    private List<String> datacenters = List.of();
    private String type = "";
    private int priority;
    private boolean periodic;
    private boolean parameterized;
    private boolean stop;
    private String status = "";
    private String statusDescription = "";
    private JobSummary summary = JobSummary.NONE;
    private long createIndex;
    private long modifyIndex;
    private long jobModifyIndex;
    private long submitTime;
    private Map<String, String> meta = Map.of();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "ID" -> g.id = text(json);
      case "ParentID" -> g.parentId = text(json);
      case "Namespace" -> g.namespace = text(json);
      case "NodePool" -> g.nodePool = text(json);
      case "Datacenters" -> g.datacenters = list(json, Fieldwise::text);
      case "Type" -> g.type = text(json);
      case "Priority" -> g.priority = small(json);
      case "Periodic" -> g.periodic = flag(json);
      case "ParameterizedJob" -> g.parameterized = flag(json);
      case "Stop" -> g.stop = flag(json);
      case "Status" -> g.status = text(json);
      case "StatusDescription" -> g.statusDescription = text(json);
      case "JobSummary" -> g.summary = SUMMARY.objectOr(JobSummary.NONE, json);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      case "JobModifyIndex" -> g.jobModifyIndex = number(json);
      case "SubmitTime" -> g.submitTime = number(json);
      case "Meta" -> g.meta = texts(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  JobStub end(Gathered g) {
    return new JobStub(
        g.id,
        g.parentId,
        g.namespace,
        g.nodePool,
        g.datacenters,
        g.type,
        g.priority,
        g.periodic,
        g.parameterized,
        g.stop,
        g.status,
        g.statusDescription,
        g.summary,
        g.createIndex,
        g.modifyIndex,
        g.jobModifyIndex,
        g.submitTime,
        g.meta);
  }
}
