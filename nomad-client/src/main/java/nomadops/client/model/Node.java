package nomadops.client.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node in full.
///
/// @param drivers what it says of each driver, by name, those that it lacks included
/// @param statusUpdatedAt seconds since the epoch (this one is not in nanoseconds)
/// @param events what happened to it lately, the oldest first; Nomad keeps ten (1.7 to 2.0.5)
public record Node(
    String id,
    String name,
    String httpAddress,
    String datacenter,
    String nodePool,
    String nodeClass,
    boolean drain,
    @Nullable DrainStrategy strategy,
    @Nullable LastDrain drained,
    String schedulingEligibility,
    String status,
    String statusDescription,
    long statusUpdatedAt,
    Map<String, String> attributes,
    Map<String, String> meta,
    NodeCapacity capacity,
    Map<String, DriverHealth> drivers,
    List<NodeEvent> events,
    long createIndex,
    long modifyIndex) {
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
    drivers = Fields.map(drivers);
    events = Fields.list(events);
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
