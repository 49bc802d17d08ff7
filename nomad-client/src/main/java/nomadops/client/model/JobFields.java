package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The JSON side of [Job]: blocks of which only the presence matters are read as they come.
record JobFields(
    @JsonProperty("ID") @Nullable String id,
    @JsonProperty("Namespace") @Nullable String namespace,
    @JsonProperty("ParentID") @Nullable String parentId,
    @JsonProperty("Name") @Nullable String name,
    @JsonProperty("Type") @Nullable String type,
    @JsonProperty("Priority") int priority,
    @JsonProperty("Status") @Nullable String status,
    @JsonProperty("StatusDescription") @Nullable String statusDescription,
    @JsonProperty("Stop") boolean stop,
    @JsonProperty("Stable") boolean stable,
    @JsonProperty("Version") long version,
    @JsonProperty("VersionTag") @Nullable VersionTag versionTag,
    @JsonProperty("Periodic") @Nullable Map<String, Object> periodic,
    @JsonProperty("ParameterizedJob") @Nullable Map<String, Object> parameterized,
    @JsonProperty("Dispatched") boolean dispatched,
    @JsonProperty("SubmitTime") long submitTime,
    @JsonProperty("Meta") @Nullable Map<String, String> meta,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex,
    @JsonProperty("JobModifyIndex") long jobModifyIndex) {

  Job with(RawJson raw) {
    String space = Fields.text(namespace);
    return new Job(
        Fields.text(id),
        space.isEmpty() ? "default" : space,
        Fields.text(parentId),
        Fields.text(name),
        Fields.text(type),
        priority,
        Fields.text(status),
        Fields.text(statusDescription),
        stop,
        stable,
        version,
        Optional.ofNullable(versionTag),
        periodic != null,
        parameterized != null,
        dispatched,
        submitTime,
        Fields.texts(meta),
        createIndex,
        modifyIndex,
        jobModifyIndex,
        raw);
  }
}
