package nomadops.client.model;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node as `/v1/nodes` lists it.
///
/// @param status `initializing`, `ready`, `down` or `disconnected`
/// @param schedulingEligibility `eligible` or `ineligible`
/// @param attributes only the ones asked for with `os=true` and the like; mostly empty
/// @param capacity with its resources only when the list was asked with `resources=true`, and never
///   with the most allocations (Nomad 1.7 to 2.0.5); a row has no meta either
/// @param drivers what it says of each driver, by name, those that it lacks included
public record NodeStub(
    String id,
    String name,
    String address,
    String datacenter,
    String nodePool,
    String nodeClass,
    String version,
    boolean drain,
    String schedulingEligibility,
    String status,
    String statusDescription,
    Map<String, String> attributes,
    @Nullable LastDrain drained,
    NodeCapacity capacity,
    Map<String, DriverHealth> drivers,
    long createIndex,
    long modifyIndex) {
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
    drivers = Fields.map(drivers);
  }

  public Optional<LastDrain> lastDrain() {
    return Optional.ofNullable(drained);
  }
}
