package nomadops.client.model;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the fields of a [Job] that we use; of its blocks only whether they are there.
final class JobFields extends Fieldwise<JobFields, JobFields> {
  private String id = "";
  private String namespace = "";
  private String parentId = "";
  private String name = "";
  private String type = "";
  private int priority;
  private String status = "";
  private String statusDescription = "";
  private boolean stop;
  private boolean stable;
  private long version;
  private Optional<VersionTag> versionTag = Optional.empty();
  private boolean periodic;
  private boolean parameterized;
  private boolean dispatched;
  private long submitTime;
  private Map<String, String> meta = Map.of();
  private long createIndex;
  private long modifyIndex;
  private long jobModifyIndex;

  @Override
  JobFields begin() {
    return new JobFields();
  }

  @Override
  boolean take(JobFields g, String field, JsonParser json) {
    switch (field) {
      case "ID" -> g.id = text(json);
      case "Namespace" -> g.namespace = text(json);
      case "ParentID" -> g.parentId = text(json);
      case "Name" -> g.name = text(json);
      case "Type" -> g.type = text(json);
      case "Priority" -> g.priority = small(json);
      case "Status" -> g.status = text(json);
      case "StatusDescription" -> g.statusDescription = text(json);
      case "Stop" -> g.stop = flag(json);
      case "Stable" -> g.stable = flag(json);
      case "Version" -> g.version = number(json);
      case "VersionTag" -> g.versionTag = tag(json);
      case "Periodic" -> g.periodic = present(json);
      case "ParameterizedJob" -> g.parameterized = present(json);
      case "Dispatched" -> g.dispatched = flag(json);
      case "SubmitTime" -> g.submitTime = number(json);
      case "Meta" -> g.meta = texts(json);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      case "JobModifyIndex" -> g.jobModifyIndex = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Optional<VersionTag> tag(JsonParser json) {
    return json.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(json.readValueAs(VersionTag.class));
  }

  @Override
  JobFields end(JobFields g) {
    return g;
  }

  Job with(RawJson raw) {
    return new Job(
        id,
        namespace.isEmpty() ? "default" : namespace,
        parentId,
        name,
        type,
        priority,
        status,
        statusDescription,
        stop,
        stable,
        version,
        versionTag,
        periodic,
        parameterized,
        dispatched,
        submitTime,
        meta,
        createIndex,
        modifyIndex,
        jobModifyIndex,
        raw);
  }
}
