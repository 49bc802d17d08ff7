package nomadops.autoscaler.capacity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.client.model.AllocatedResources;
import nomadops.client.model.JobKey;
import nomadops.client.model.Node;
import nomadops.client.model.NodeCapacity;
import nomadops.client.model.NodeDevice;
import nomadops.client.model.NodeResources;
import nomadops.client.model.NodeStub;

/// Nodes and allocations as Nomad tells of them.
final class Tellings {
  static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  static final String INSTANCE = "unique.platform.aws.instance-id";

  private Tellings() {}

  static NodeCapacity capacity(int maxAllocs) {
    return new NodeCapacity(
        new NodeResources(
            4500, 2, Set.of(0, 1), 9000, 50_000, List.of(new NodeDevice("nvidia", "gpu", "T4", 2))),
        new NodeResources(500, 0, Set.of(), 1000, 0, List.of()),
        Set.of("docker"),
        Set.of("scratch"),
        maxAllocs);
  }

  static Node node(String id, long index) {
    return node(id, index, "ready", Map.of());
  }

  static Node node(String id, long index, String status, Map<String, String> meta) {
    return new Node(
        id,
        "client-" + id,
        "192.0.2.1:4646",
        "dc1",
        "default",
        "",
        false,
        null,
        null,
        "eligible",
        status,
        "",
        T0.minusSeconds(100).getEpochSecond(),
        new HashMap<>(Map.of(INSTANCE, "i-" + id, "cpu.frequency", "2400", "kernel.name", "linux")),
        meta,
        capacity(10),
        Map.of(),
        List.of(),
        1,
        index);
  }

  static NodeStub stub(String id, long index) {
    return stub(id, index, 1, "ready", "eligible");
  }

  static NodeStub stub(String id, long index, long createIndex, String status, String eligibility) {
    return new NodeStub(
        id,
        "client-" + id,
        "192.0.2.1",
        "dc1",
        "default",
        "",
        "2.0.5",
        false,
        eligibility,
        status,
        "",
        Map.of(),
        null,
        capacity(0),
        Map.of(),
        createIndex,
        index);
  }

  static AllocatedResources takes(long cpu, long memory) {
    return new AllocatedResources(cpu, 0, memory, 300, Map.of(), Set.of());
  }

  static Placement runs(String id, String node, String job, String type, long index) {
    return runs(id, node, job, type, index, takes(500, 256));
  }

  static Placement runs(
      String id, String node, String job, String type, long index, AllocatedResources takes) {
    return new Placement(id, node, JobKey.inDefault(job), "g", type, takes, T0, index, false);
  }

  static Placement ended(String id, String node, String job, long index) {
    return new Placement(
        id, node, JobKey.inDefault(job), "g", "", takes(500, 256), T0, index, true);
  }
}
