package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node in full.
///
/// @param statusUpdatedAt seconds since the epoch (this one is not in nanoseconds)
public record Node(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("HTTPAddr") String httpAddress,
    @JsonProperty("Datacenter") String datacenter,
    @JsonProperty("NodePool") String nodePool,
    @JsonProperty("NodeClass") String nodeClass,
    @JsonProperty("Drain") boolean drain,
    @JsonProperty("DrainStrategy") @Nullable DrainStrategy strategy,
    @JsonProperty("LastDrain") @Nullable LastDrain drained,
    @JsonProperty("SchedulingEligibility") String schedulingEligibility,
    @JsonProperty("Status") String status,
    @JsonProperty("StatusDescription") String statusDescription,
    @JsonProperty("StatusUpdatedAt") long statusUpdatedAt,
    @JsonProperty("Attributes") Map<String, String> attributes,
    @JsonProperty("Meta") Map<String, String> meta,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex) {
  public Node {
    id = Fields.text(id);
    name = Fields.text(name);
    httpAddress = Fields.text(httpAddress);
    datacenter = Fields.text(datacenter);
    nodePool = Fields.text(nodePool);
    nodeClass = Fields.text(nodeClass);
    schedulingEligibility = Fields.text(schedulingEligibility);
    status = Fields.text(status);
    statusDescription = Fields.text(statusDescription);
    attributes = Fields.texts(attributes);
    meta = Fields.texts(meta);
  }

  public Optional<DrainStrategy> drainStrategy() {
    return Optional.ofNullable(strategy);
  }

  public Optional<LastDrain> lastDrain() {
    return Optional.ofNullable(drained);
  }

  public Instant statusSince() {
    return Instant.ofEpochSecond(statusUpdatedAt);
  }
}
