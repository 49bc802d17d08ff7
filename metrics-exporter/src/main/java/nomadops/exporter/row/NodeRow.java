package nomadops.exporter.row;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nomadops.client.model.DrainStrategy;
import nomadops.client.model.DriverHealth;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import org.jspecify.annotations.Nullable;

/// A client.
///
/// @param cpuMhz what it has for allocations
/// @param memoryMb what it has for allocations
/// @param drainDeadline seconds since the epoch; 0 for none, or when nobody told
/// @param drivers those that were detected, and whether they are healthy
public record NodeRow(
    String id,
    String name,
    String pool,
    String nodeClass,
    String datacenter,
    String version,
    String status,
    String eligibility,
    boolean drain,
    long drainDeadline,
    long cpuMhz,
    long memoryMb,
    Map<String, Boolean> drivers) {
  public static final double HERTZ_PER_MHZ = 1e6;
  public static final double BYTES_PER_MB = 1024.0 * 1024;

  /// From a list, which does not tell until when it drains.
  ///
  /// @param before what is known of it; null for nothing
  public static NodeRow of(NodeStub stub, @Nullable NodeRow before, Words words) {
    return new NodeRow(
        stub.id(),
        stub.name(),
        words.word(stub.nodePool()),
        words.word(stub.nodeClass()),
        words.word(stub.datacenter()),
        words.word(stub.version()),
        words.word(stub.status()),
        words.word(stub.schedulingEligibility()),
        stub.drain(),
        stub.drain() && before != null ? before.drainDeadline : 0,
        stub.capacity().cpuShares(),
        stub.capacity().memoryMb(),
        drivers(stub.drivers(), words));
  }

  /// From an event.
  public static NodeRow of(Node node, Words words) {
    return new NodeRow(
        node.id(),
        node.name(),
        words.word(node.nodePool()),
        words.word(node.nodeClass()),
        words.word(node.datacenter()),
        words.word(node.attributes().getOrDefault("nomad.version", "")),
        words.word(node.status()),
        words.word(node.schedulingEligibility()),
        node.drain(),
        node.drainStrategy()
            .flatMap(DrainStrategy::forceDeadline)
            .map(Instant::getEpochSecond)
            .orElse(0L),
        node.capacity().cpuShares(),
        node.capacity().memoryMb(),
        drivers(node.drivers(), words));
  }

  private static Map<String, Boolean> drivers(Map<String, DriverHealth> told, Words words) {
    Map<String, Boolean> drivers = new HashMap<>();
    told.forEach((name, health) -> {
      if (health.detected()) {
        drivers.put(words.word(name), health.healthy());
      }
    });
    return Map.copyOf(drivers);
  }

  public boolean isReady() {
    return status.equals("ready");
  }

  /// Ready, eligible and not draining.
  public boolean takesWork() {
    return isReady() && eligibility.equals("eligible") && !drain;
  }

  /// Its pool, class and datacenter, as labels.
  public String[] place() {
    return new String[] {pool, nodeClass, datacenter};
  }

  /// As a label.
  public String drains() {
    return drain ? "true" : "false";
  }

  public double cpuHertz() {
    return cpuMhz * HERTZ_PER_MHZ;
  }

  public double memoryBytes() {
    return memoryMb * BYTES_PER_MB;
  }
}
