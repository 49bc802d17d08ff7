package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node as `/v1/nodes` lists it.
///
/// @param status `initializing`, `ready`, `down` or `disconnected`
/// @param schedulingEligibility `eligible` or `ineligible`
/// @param attributes only the ones asked for with `os=true` and the like; mostly empty
public record NodeStub(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("Address") String address,
    @JsonProperty("Datacenter") String datacenter,
    @JsonProperty("NodePool") String nodePool,
    @JsonProperty("NodeClass") String nodeClass,
    @JsonProperty("Version") String version,
    @JsonProperty("Drain") boolean drain,
    @JsonProperty("SchedulingEligibility") String schedulingEligibility,
    @JsonProperty("Status") String status,
    @JsonProperty("StatusDescription") String statusDescription,
    @JsonProperty("Attributes") Map<String, String> attributes,
    @JsonProperty("LastDrain") @Nullable LastDrain drained,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex) {
  public NodeStub {
    id = Fields.text(id);
    name = Fields.text(name);
    address = Fields.text(address);
    datacenter = Fields.text(datacenter);
    nodePool = Fields.text(nodePool);
    nodeClass = Fields.text(nodeClass);
    version = Fields.text(version);
    schedulingEligibility = Fields.text(schedulingEligibility);
    status = Fields.text(status);
    statusDescription = Fields.text(statusDescription);
    attributes = Fields.texts(attributes);
  }

  public Optional<LastDrain> lastDrain() {
    return Optional.ofNullable(drained);
  }
}
