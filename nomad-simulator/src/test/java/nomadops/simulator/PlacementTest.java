package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.NodeSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Clusters of several kinds of nodes, which a real agent of a test cannot be.
final class PlacementTest {
  private final VirtualClock clock = SimClock.virtual();
  private final HttpClient http = HttpClient.newHttpClient();
  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withClock(clock).withNodes(0));
  private static final NodeSpec SMALL = NodeSpec.of("small", 1_000, 1_000);

  @AfterEach
  void stop() {
    nomad.close();
  }

  private JsonNode get(String path) throws Exception {
    return Json.MAPPER.readTree(send("GET", path, "").body());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    URI uri = nomad.address().resolve(path);
    HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofString(body);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, publisher).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static ObjectNode job(String id, int count, int cpu, int memoryMb) {
    ObjectNode job = Json.object().put("ID", id).put("Type", "batch");
    ObjectNode group = job.putArray("TaskGroups").addObject().put("Name", "g").put("Count", count);
    group.putObject("EphemeralDisk").put("SizeMB", 10);
    ObjectNode task = group.putArray("Tasks").addObject();
    task.put("Name", "work").put("Driver", "mock_driver");
    task.putObject("Config").put("run_for", "10m");
    task.putObject("Resources").put("CPU", cpu).put("MemoryMB", memoryMb);
    return job;
  }

  private static ObjectNode resources(ObjectNode job) {
    return (ObjectNode) job.at("/TaskGroups/0/Tasks/0/Resources");
  }

  private String register(ObjectNode job) {
    ObjectNode body = Json.object();
    body.set("Job", job);
    return nomad.state().register(body.toString());
  }

  /// The failed group of the evaluation that registering this job makes; missing when all is
  /// placed.
  private JsonNode failure(ObjectNode job) throws Exception {
    return get("/v1/evaluation/" + register(job)).at("/FailedTGAllocs/g");
  }

  private String nodeOf(String jobId) throws Exception {
    return get("/v1/job/" + jobId + "/allocations").at("/0/NodeID").asString("");
  }

  private int queued(String jobId) throws Exception {
    return get("/v1/job/" + jobId + "/summary").at("/Summary/g/Queued").asInt(-1);
  }

  @Test
  void aNodeIsShownAsItWasRegistered() throws Exception {
    NodeSpec spec =
        NodeSpec.of("n", 8_000, 16_000)
            .withDatacenter("dc2")
            .withPool("batch")
            .withNodeClass("c5")
            .withDisk(50_000)
            .withCores(4)
            .withMaxAllocs(7)
            .withReserved(500, 256, 1_000)
            .withDrivers(Set.of("docker", "mock_driver"))
            .withMeta(Map.of("tier", "spot"));
    String id = nomad.state().addNode(spec);
    JsonNode node = get("/v1/node/" + id);
    assertThat(node.path("Datacenter").asString()).isEqualTo("dc2");
    assertThat(node.path("NodePool").asString()).isEqualTo("batch");
    assertThat(node.path("NodeMaxAllocs").asInt()).isEqualTo(7);
    assertThat(node.at("/Meta/tier").asString()).isEqualTo("spot");
    assertThat(node.at("/Attributes/driver.docker").asString()).isEqualTo("1");
    assertThat(node.at("/Attributes/cpu.numcores").asString()).isEqualTo("4");
    assertThat(node.at("/Drivers/docker/Healthy").asBoolean()).isTrue();
    JsonNode stub = get("/v1/nodes?resources=true").path(0);
    assertThat(stub.path("NodeClass").asString()).isEqualTo("c5");
    assertThat(stub.at("/NodeResources/Cpu/CpuShares").asInt()).isEqualTo(8_000);
    assertThat(stub.at("/NodeResources/Cpu/ReservableCpuCores")).hasSize(4);
    assertThat(stub.at("/NodeResources/Disk/DiskMB").asInt()).isEqualTo(50_000);
    assertThat(stub.at("/ReservedResources/Memory/MemoryMB").asInt()).isEqualTo(256);
    assertThat(get("/v1/node/pool/batch/nodes").at("/0/ID").asString()).isEqualTo(id);
  }

  @Test
  void theNodePoolOfANewNodeIsMadeWithIt() throws Exception {
    assertThat(send("GET", "/v1/node/pool/batch", "").statusCode()).isEqualTo(404);
    nomad.state().addNode(SMALL.withPool("batch"));
    assertThat(get("/v1/node/pool/batch").path("Description").asString("?")).isEmpty();
    nomad.state().addNode(SMALL.withPool("batch").withName("other"));
    assertThat(get("/v1/node/pools")).hasSize(3);
  }

  @Test
  void aJobGoesToItsPoolAndTheOneOfAllToAny() throws Exception {
    String batch = nomad.state().addNode(SMALL.withPool("batch"));
    register(job("a", 1, 100, 100).put("NodePool", "batch"));
    assertThat(nodeOf("a")).isEqualTo(batch);
    JsonNode failure = failure(job("b", 1, 100, 100));
    assertThat(failure.path("NodesInPool").asInt()).isZero();
    assertThat(failure.path("NodePool").asString()).isEqualTo("default");
    register(job("c", 1, 100, 100).put("NodePool", "all"));
    assertThat(nodeOf("c")).isEqualTo(batch);
    nomad.state().addNode(SMALL);
    assertThat(queued("b")).as("its pool's first node took it").isZero();
  }

  @Test
  void whatIsReservedIsNotGiven() throws Exception {
    nomad.state().addNode(SMALL.withReserved(200, 300, 0));
    assertThat(failure(job("a", 1, 801, 100)).path("DimensionExhausted"))
        .hasToString("{\"cpu\":1}");
    assertThat(failure(job("b", 1, 800, 701)).path("DimensionExhausted"))
        .hasToString("{\"memory\":1}");
    assertThat(failure(job("c", 1, 800, 700)).isMissingNode()).isTrue();
  }

  @Test
  void aNodeTakesNoMoreThanItsMaximumOfAllocations() throws Exception {
    nomad.state().addNode(SMALL.withMaxAllocs(2));
    JsonNode failure = failure(job("a", 3, 10, 10));
    assertThat(failure.path("DimensionExhausted")).hasToString("{\"max allocation exceeded\":1}");
    assertThat(failure.at("/ResourcesExhausted/work/CPU").asInt(-1)).isZero();
  }

  @Test
  void coresAreKeptAndTakeTheirMegahertz() throws Exception {
    nomad.state().addNode(NodeSpec.of("n", 4_000, 4_000).withCores(4));
    ObjectNode kept = job("a", 1, 0, 100);
    resources(kept).put("Cores", 3).remove("CPU");
    assertThat(failure(kept).isMissingNode()).isTrue();
    JsonNode cpu = get("/v1/allocations?resources=true").at("/0/AllocatedResources/Tasks/work/Cpu");
    assertThat(cpu).hasToString("{\"CpuShares\":3000,\"ReservedCores\":[0,1,2]}");
    assertThat(failure(job("b", 1, 1_001, 100)).path("DimensionExhausted"))
        .hasToString("{\"cpu\":1}");
    ObjectNode two = job("c", 1, 0, 100);
    resources(two).put("Cores", 2).remove("CPU");
    assertThat(failure(two).path("DimensionExhausted")).hasToString("{\"cores\":1}");
    clock.advance(Duration.ofMinutes(10));
    assertThat(queued("c")).as("what was kept is free again").isZero();
  }

  @Test
  void countsAreByClassAndDatacenter() throws Exception {
    nomad.state().addNode(SMALL.withNodeClass("c5"));
    nomad.state().addNode(SMALL.withNodeClass("c5").withName("other"));
    nomad.state().addNode(SMALL.withNodeClass("gpu").withDatacenter("dc2").withDrivers(Set.of()));
    JsonNode failure = failure(job("a", 2, 2_000, 100));
    assertThat(failure.path("NodesAvailable")).hasToString("{\"dc1\":2,\"dc2\":1}");
    assertThat(failure.path("ClassExhausted")).hasToString("{\"c5\":2}");
    assertThat(failure.path("ClassFiltered")).hasToString("{\"gpu\":1}");
    assertThat(failure.path("ConstraintFiltered")).hasToString("{\"missing drivers\":1}");
    assertThat(failure.path("NodesEvaluated").asInt()).isEqualTo(3);
  }

  @Test
  void aNewNodeWakesWhatCouldUseItsClassAndNothingElse() throws Exception {
    nomad.state().addNode(SMALL.withNodeClass("c5"));
    ObjectNode gpu = job("gpu", 1, 100, 100);
    ObjectNode constraint = gpu.putArray("Constraints").addObject();
    constraint.put("LTarget", "${node.class}").put("Operand", "=").put("RTarget", "gpu");
    register(gpu);
    register(job("big", 1, 100, 5_000));
    assertThat(nomad.state().broker().blocked()).isEqualTo(2);
    long before = nomad.state().index();
    nomad.state().addNode(SMALL.withNodeClass("c5").withName("more"));
    assertThat(nomad.state().index()).as("a look at it writes nothing").isEqualTo(before + 1);
    nomad.state().addNode(SMALL.withNodeClass("gpu").withName("g"));
    assertThat(queued("gpu")).isZero();
    assertThat(nomad.state().broker().blocked()).isEqualTo(1);
  }

  @Test
  void aGroupThatIsPlacedInPartKeepsItsOldFailures() throws Exception {
    String eval = register(job("a", 5, 500, 100));
    String blocked = get("/v1/evaluation/" + eval).path("BlockedEval").asString();
    JsonNode before = get("/v1/evaluation/" + blocked);
    assertThat(before.at("/FailedTGAllocs/g/CoalescedFailures").asInt()).isEqualTo(4);
    assertThat(queued("a")).isEqualTo(5);
    nomad.state().addNode(SMALL);
    assertThat(queued("a")).isEqualTo(3);
    JsonNode after = get("/v1/evaluation/" + blocked);
    assertThat(after.path("FailedTGAllocs")).isEqualTo(before.path("FailedTGAllocs"));
    assertThat(after.path("Status").asString()).isEqualTo("blocked");
    nomad.state().addNode(SMALL.withName("b"));
    nomad.state().addNode(SMALL.withName("c"));
    assertThat(queued("a")).isZero();
    assertThat(get("/v1/evaluation/" + blocked).path("Status").asString()).isEqualTo("complete");
    assertThat(nomad.state().broker().blocked()).isZero();
  }

  @Test
  void aSystemJobLandsOnNewNodesThatItIsFor() throws Exception {
    ObjectNode system = job("sys", 1, 100, 100).put("Type", "system").put("NodePool", "default");
    system.putArray("Datacenters").add("dc1");
    register(system);
    String mine = nomad.state().addNode(SMALL);
    nomad.state().addNode(SMALL.withName("far").withDatacenter("dc2"));
    nomad.state().addNode(SMALL.withName("other").withPool("batch"));
    JsonNode allocations = get("/v1/job/sys/allocations");
    assertThat(allocations).hasSize(1);
    assertThat(allocations.at("/0/NodeID").asString()).isEqualTo(mine);
  }

  @Test
  void aSystemJobWithoutRoomOnANodeWaitsForIt() throws Exception {
    String node = nomad.state().addNode(SMALL);
    register(job("full", 1, 950, 100));
    String eval = register(job("sys", 1, 100, 100).put("Type", "system"));
    JsonNode blocked =
        get("/v1/evaluation/" + get("/v1/evaluation/" + eval).path("BlockedEval").asString());
    assertThat(blocked.path("NodeID").asString()).isEqualTo(node);
    assertThat(queued("sys")).isEqualTo(1);
    clock.advance(Duration.ofMinutes(10));
    assertThat(nodeOf("sys")).isEqualTo(node);
    assertThat(queued("sys")).isZero();
  }

  @Test
  void whatRanOnAMachineThatIsGoneIsLostOnceThatIsNoticed() throws Exception {
    String first = nomad.state().addNode(SMALL);
    register(job("a", 1, 100, 100));
    String lost = get("/v1/job/a/allocations").at("/0/ID").asString();
    nomad.state().retireNode(first, Duration.ofMinutes(20));
    clock.advance(Duration.ofMinutes(15));
    assertThat(get("/v1/allocation/" + lost).path("ClientStatus").asString())
        .as("it ended long ago, but nobody is there to tell")
        .isEqualTo("running");
    String second = nomad.state().addNode(SMALL.withName("b"));
    clock.advance(Duration.ofMinutes(5));
    assertThat(get("/v1/node/" + first).path("Status").asString()).isEqualTo("down");
    JsonNode old = get("/v1/allocation/" + lost);
    assertThat(old.path("ClientStatus").asString()).isEqualTo("lost");
    JsonNode next = get("/v1/allocation/" + old.path("NextAllocation").asString());
    assertThat(next.path("NodeID").asString()).isEqualTo(second);
  }

  @Test
  void aNodeThatIsRemovedTakesItsWorkWithIt() throws Exception {
    String node = nomad.state().addNode(SMALL);
    register(job("a", 1, 100, 100));
    nomad.state().removeNode(node);
    assertThat(send("GET", "/v1/node/" + node, "").statusCode()).isEqualTo(404);
    assertThat(get("/v1/job/a/allocations").at("/0/ClientStatus").asString()).isEqualTo("lost");
    assertThat(queued("a")).isEqualTo(1);
    nomad.state().addNode(SMALL.withName("b"));
    assertThat(queued("a")).isZero();
  }
}
