package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Which nodes will do for a group, and how much of a node an allocation takes.
final class PlacementContractTest extends Contract {
  private String nodeId = "";

  @BeforeEach
  void oneNode() {
    needsAClusterOfItsOwn();
    nodeId = needsANode();
  }

  private JsonNode node() {
    return nomad.get("/v1/node/" + nodeId).ok().json();
  }

  private static ObjectNode group(ObjectNode job) {
    return (ObjectNode) job.at("/TaskGroups/0");
  }

  private JsonNode failure(JsonNode eval) {
    return eval.at("/FailedTGAllocs/g");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "${attr.kernel.name}       | =            | linux           | true",
        "${attr.kernel.name}       | is           | linux           | true",
        "${attr.kernel.name}       | !=           | linux           | false",
        "${attr.nothing}           | !=           | linux           | true",
        "${attr.nothing}           | =            | linux           | false",
        "${attr.kernel.name}       | regexp       | ^lin.*$  | true",
        "${attr.kernel.name}       | regexp       | ^win            | false",
        "${attr.cpu.numcores}      | >            | 0               | true",
        "${attr.cpu.numcores}      | >=           | 10000           | false",
        "${attr.cpu.numcores}      | <            | 10000           | true",
        "${attr.os.signals}        | set_contains | SIGTERM, SIGHUP | true",
        "${attr.os.signals}        | set_contains | SIGTERM,SIGNONE | false",
        "${attr.os.signals}    | set_contains_any | SIGTERM,SIGNONE | true",
        "${attr.kernel.name}       | is_set       | -               | true",
        "${meta.nothing}           | is_set       | -               | false",
        "${meta.nothing}           | is_not_set   | -               | true",
        "${attr.nomad.version}     | version      | >= 1.0, < 99    | true",
        "${attr.nomad.version}     | version      | >= 99.0         | false",
        "${node.datacenter}        | =            | dc1             | true",
        "${node.pool}              | =            | default         | true",
        "${node.class}             | =            | big             | false",
        "${node.unique.name}       | !=           | nobody          | true",
      })
  void aConstraintSelects(String left, String operand, String right, boolean placed) {
    ObjectNode job = Specs.running(id("a"), 1, "1ms");
    String target = right == null ? "" : right;
    BlockedContractTest.constrain(group(job), left, operand, target);
    JsonNode eval = evaluated(register(job));
    assertThat(eval.has("BlockedEval")).isEqualTo(!placed);
    if (!placed) {
      assertThat(failure(eval).path("ConstraintFiltered").propertyNames())
          .containsExactly(left + " " + operand + " " + target);
    }
  }

  @Test
  void aTaskNeedsItsDriver() {
    ObjectNode job = Specs.running(id("a"), 1, "1ms");
    ((ObjectNode) group(job).at("/Tasks/0")).put("Driver", "qemu").putObject("Config");
    assertThat(failure(evaluated(register(job))).path("ConstraintFiltered"))
        .hasToString("{\"missing drivers\":1}");
  }

  @Test
  void distinctHostsKeepsNeighboursApart() {
    ObjectNode job = Specs.running(id("a"), 2, "10m");
    BlockedContractTest.constrain(job, "", "distinct_hosts", "true");
    JsonNode eval = evaluated(register(job));
    assertThat(failure(eval).path("ConstraintFiltered")).hasToString("{\"distinct_hosts\":1}");
    assertThat(eval.at("/QueuedAllocations/g").asInt()).isEqualTo(1);
    assertThat(nomad.get(jobPath(id("a")) + "/allocations").ok().json()).hasSize(1);
  }

  /// A node with an IPv4 and an IPv6 address of the default network lends a port twice (2.0.5).
  @Test
  void aStaticPortIsTakenOnceOnEachAddressOfANode() {
    long addresses =
        node()
            .at("/NodeResources/NodeNetworks")
            .valueStream()
            .flatMap(network -> network.path("Addresses").valueStream())
            .filter(address -> address.path("Alias").asString("").equals("default"))
            .count();
    assertThat(addresses).isPositive();
    for (int i = 0; i < addresses; i++) {
      JsonNode eval = evaluated(register(withPort(Specs.running(id("a" + i), 1, "10m"))));
      assertThat(eval.has("BlockedEval")).isFalse();
    }
    JsonNode eval = evaluated(register(withPort(Specs.running(id("b"), 1, "10m"))));
    assertThat(failure(eval).path("DimensionExhausted"))
        .hasToString("{\"network: reserved port collision http=23456\":1}");
    JsonNode alloc = nomad.get("/v1/allocations?resources=true&filter=" + of("a0")).ok().json();
    JsonNode port = alloc.at("/0/AllocatedResources/Shared/Ports/0");
    assertThat(port.path("Label").asString()).isEqualTo("http");
    assertThat(port.path("Value").asInt()).isEqualTo(23_456);
  }

  private String of(String stem) {
    return Nomad.escape("JobID == \"" + id(stem) + "\"");
  }

  private static ObjectNode withPort(ObjectNode job) {
    ArrayNode ports = group(job).putArray("Networks").addObject().putArray("ReservedPorts");
    ports.addObject().put("Label", "http").put("Value", 23_456);
    return job;
  }

  @Test
  void tasksOfDifferentPhasesShareWhatTheyTake() {
    int most = node().at("/NodeResources/Memory/MemoryMB").asInt() * 6 / 10;
    ObjectNode shared = phases(Specs.running(id("a"), 1, "10m"), "prestart", false, most);
    assertThat(evaluated(register(shared)).has("BlockedEval")).isFalse();
    evaluated(purge(id("a"), ""));
    ObjectNode beside = phases(Specs.running(id("b"), 1, "10m"), "prestart", true, most);
    assertThat(failure(evaluated(register(beside))).path("DimensionExhausted"))
        .hasToString("{\"memory\":1}");
  }

  /// The task, and one before it or beside it, with so much memory each.
  private static ObjectNode phases(ObjectNode job, String hook, boolean sidecar, int memoryMb) {
    ArrayNode tasks = group(job).withArray("Tasks");
    ObjectNode work = (ObjectNode) tasks.path(0);
    work.withObject("Resources").put("MemoryMB", memoryMb);
    ObjectNode other = work.deepCopy().put("Name", "other");
    other.putObject("Lifecycle").put("Hook", hook).put("Sidecar", sidecar);
    tasks.add(other);
    return job;
  }

  @Test
  void anAllocationTellsWhatItTakes() {
    try (EventStream stream = new EventStream(nomad, "topic=Allocation:" + id("a"))) {
      evaluated(register(Specs.running(id("a"), 1, "10m")));
      JsonNode told =
          stream
              .until(event -> event.at("/Payload/Allocation/JobID").asString("").equals(id("a")))
              .getLast()
              .at("/Payload/Allocation");
      assertThat(told.at("/AllocatedResources/Tasks/work/Cpu/CpuShares").asInt()).isEqualTo(20);
      assertThat(told.at("/AllocatedResources/Tasks/work/Memory/MemoryMB").asInt()).isEqualTo(16);
      assertThat(told.at("/AllocatedResources/Shared/DiskMB").asInt()).isEqualTo(300);
      assertThat(told.at("/AllocatedResources/TaskLifecycles").has("work")).isTrue();
      assertThat(told.has("Job")).isFalse();
    }
  }

  @Test
  void keptCoresAreNamed() {
    ObjectNode job = Specs.running(id("a"), 1, "10m");
    ObjectNode resources = ((ObjectNode) group(job).at("/Tasks/0")).withObject("Resources");
    resources.put("Cores", 1).remove("CPU");
    assertThat(evaluated(register(job)).has("BlockedEval")).isFalse();
    JsonNode alloc = nomad.get("/v1/allocations?resources=true&filter=" + of("a")).ok().json();
    JsonNode cpu = alloc.at("/0/AllocatedResources/Tasks/work/Cpu");
    assertThat(cpu.path("ReservedCores")).hasSize(1);
    assertThat(cpu.path("CpuShares").asInt()).isPositive();
  }

  @Test
  void aJobInANodePoolThatNobodyKnowsIsRefused() {
    ObjectNode body = Answer.JSON.createObjectNode();
    body.set("Job", Specs.batch(id("a")).put("NodePool", "nowhere"));
    assertThat(nomad.put("/v1/jobs", body).expect(500).body())
        .isEqualTo(
            "1 error occurred:\n\t* job \"%s\" is in nonexistent node pool \"nowhere\"\n\n"
                .formatted(id("a")));
  }
}
