package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.DriverHealth;
import nomadops.client.model.Node;
import nomadops.client.model.NodeCapacity;
import nomadops.client.model.NodeEvent;
import nomadops.client.model.NodeResources;
import nomadops.client.model.NodeStub;
import nomadops.client.model.NodeUpdate;
import nomadops.client.model.PlacedAllocation;

/// Nodes.
final class NodeReplays {
  private NodeReplays() {}

  static Map<String, Replay> all() {
    return Map.ofEntries(
        Map.entry("nodes-list", (nomad, r) -> lists(nomad, r, Read.defaults())),
        Map.entry(
            "nodes-list-resources",
            (nomad, r) -> lists(nomad, r, Read.defaults().with("resources", "true"))),
        Map.entry(
            "nodes-list-filter-attribute",
            (nomad, r) ->
                lists(
                    nomad,
                    r,
                    Read.defaults().withFilter("Attributes[\"kernel.name\"] == \"linux\""))),
        Map.entry(
            "acl-nodes-read",
            (nomad, _) -> assertThat(nomad.nodes().list(Read.defaults()).value()).isEmpty()),
        Map.entry("node-read", NodeReplays::readsAReadyNode),
        Map.entry("node-read-draining", NodeReplays::readsADrainingNode),
        Map.entry("node-read-drained", NodeReplays::readsADrainedNode),
        Map.entry(
            "node-read-missing",
            (nomad, r) -> assertThat(nomad.nodes().read(id(r)).value()).isEmpty()),
        Map.entry("node-allocations", NodeReplays::listsAllocations),
        Map.entry("node-allocations-drained", NodeReplays::listsWhatIsPlaced),
        Map.entry("node-drain-start", NodeReplays::drains),
        Map.entry("node-drain-cancel", NodeReplays::cancelsADrain),
        Map.entry("node-drain-missing-node", NodeReplays::drainsNoNode),
        Map.entry("node-eligibility-eligible", (nomad, r) -> marks(nomad, r, true)),
        Map.entry("node-eligibility-ineligible", (nomad, r) -> marks(nomad, r, false)),
        Map.entry("node-eligibility-while-draining", NodeReplays::mayNotMarkADrainingNode),
        Map.entry("node-purge", NodeReplays::purges));
  }

  private static String id(Recording recorded) {
    return recorded.idAfter("/v1/node/");
  }

  private static void lists(NomadClient nomad, Recording recorded, Read read) {
    List<NodeStub> nodes = nomad.nodes().list(read).value();
    assertThat(nodes).hasSize(recorded.body().size()).hasSize(1);
    NodeStub node = nodes.getFirst();
    assertThat(node.id()).isEqualTo(recorded.body().get(0).get("ID").asText());
    assertThat(node.status()).isEqualTo("ready");
    assertThat(node.schedulingEligibility()).isEqualTo("eligible");
    assertThat(node.version()).isEqualTo(recorded.version().replace("nomad-", ""));
    assertThat(node.lastDrain()).isEmpty();
    assertThat(node.attributes()).isEmpty();
    assertThat(node.drivers()).isEqualTo(Map.of("mock_driver", new DriverHealth(true, true)));
    assertCapacity(node.capacity(), recorded.body().get(0));
  }

  private static void assertCapacity(NodeCapacity capacity, JsonNode said) {
    assertThat(capacity.drivers()).containsExactly("mock_driver");
    assertThat(capacity.hostVolumes()).isEmpty();
    if (!said.path("NodeResources").isObject()) {
      assertThat(capacity.total()).isEqualTo(NodeResources.NONE);
      return;
    }
    assertThat(capacity.cpuShares()).isEqualTo(4_000_000);
    assertThat(capacity.memoryMb()).isEqualTo(4_000_000);
    assertThat(capacity.diskMb())
        .isEqualTo(said.at("/NodeResources/Disk/DiskMB").asLong())
        .isPositive();
    assertThat(capacity.cores()).isEqualTo(2);
    assertThat(capacity.maxAllocs()).isZero();
  }

  private static void readsAReadyNode(NomadClient nomad, Recording recorded) {
    Node node = nomad.nodes().read(id(recorded)).value().orElseThrow();
    assertThat(node.id()).isEqualTo(id(recorded));
    assertThat(node.status()).isEqualTo("ready");
    assertThat(node.drainStrategy()).isEmpty();
    assertThat(node.attributes()).containsEntry("kernel.name", "linux");
    assertCapacity(node.capacity(), recorded.body());
    assertThat(node.drivers()).isEqualTo(Map.of("mock_driver", new DriverHealth(true, true)));
    assertThat(node.statusSince().getEpochSecond())
        .isEqualTo(recorded.body().get("StatusUpdatedAt").asLong())
        .isPositive();
  }

  private static void readsADrainingNode(NomadClient nomad, Recording recorded) {
    Node node = nomad.nodes().read(id(recorded)).value().orElseThrow();
    assertThat(node.drain()).isTrue();
    assertThat(node.schedulingEligibility()).isEqualTo("ineligible");
    assertThat(node.drainStrategy().orElseThrow().deadline()).isEqualTo(Duration.ofSeconds(8));
    assertThat(node.drainStrategy().orElseThrow().forceDeadline())
        .contains(Instant.parse(recorded.body().at("/DrainStrategy/ForceDeadline").asText()));
    assertThat(node.lastDrain().orElseThrow().status()).isEqualTo("draining");
    assertThat(node.lastDrain().orElseThrow().meta()).containsEntry("event_id", "e-1");
  }

  private static void readsADrainedNode(NomadClient nomad, Recording recorded) {
    Node node = nomad.nodes().read(id(recorded)).value().orElseThrow();
    assertThat(node.drain()).isFalse();
    assertThat(node.drainStrategy()).isEmpty();
    assertThat(node.lastDrain().orElseThrow().status()).isEqualTo("complete");
    assertThat(node.events())
        .filteredOn(NodeEvent::aboutEligibility)
        .extracting(NodeEvent::message)
        .containsExactly(
            "Node marked as ineligible for scheduling",
            "Node marked as eligible for scheduling",
            "Node drain strategy set",
            "Node drain complete");
    assertThat(node.events().getFirst().aboutEligibility()).isFalse();
    assertThat(node.events().getLast().createIndex()).isEqualTo(node.modifyIndex());
  }

  private static void listsAllocations(NomadClient nomad, Recording recorded) {
    List<AllocationStub> allocations = nomad.nodes().allocations(id(recorded)).value();
    assertThat(allocations)
        .extracting(AllocationStub::id)
        .isEqualTo(recorded.body().valueStream().map(a -> a.get("ID").asText()).toList())
        .isNotEmpty();
    assertThat(allocations).allMatch(a -> a.nodeId().equals(id(recorded)));
  }

  private static void listsWhatIsPlaced(NomadClient nomad, Recording recorded) {
    List<PlacedAllocation> placed = nomad.nodes().placed(id(recorded)).value();
    assertThat(placed)
        .extracting(PlacedAllocation::id)
        .isEqualTo(recorded.body().valueStream().map(a -> a.get("ID").asText()).toList())
        .isNotEmpty();
    assertThat(placed)
        .extracting(a -> a.job().type())
        .isEqualTo(recorded.body().valueStream().map(a -> a.at("/Job/Type").asText()).toList());
    assertThat(placed).allMatch(a -> a.stopTime().equals(Duration.ofSeconds(5)));
    assertThat(placed).allMatch(a -> a.isClientTerminal() == a.endedAt().isPresent());
    assertThat(placed)
        .extracting(a -> a.job().meta())
        .isEqualTo(recorded.body().valueStream().map(NodeReplays::metaOfItsJob).toList());
    assertThat(placed)
        .extracting(a -> a.desiredTransition().migrate())
        .isEqualTo(
            recorded
                .body()
                .valueStream()
                .map(a -> a.at("/DesiredTransition/Migrate").asBoolean())
                .toList())
        .contains(true);
    assertThat(placed)
        .extracting(a -> a.desiredTransition().migrateDisablePlacement())
        .isEqualTo(
            recorded
                .body()
                .valueStream()
                .map(a -> a.at("/DesiredTransition/MigrateDisablePlacement").asBoolean())
                .toList());
  }

  private static Map<String, String> metaOfItsJob(JsonNode allocation) {
    return allocation
        .at("/Job/Meta")
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }

  private static void drains(NomadClient nomad, Recording recorded) {
    NodeUpdate update =
        nomad
            .nodes()
            .drain(
                id(recorded),
                Duration.ofSeconds(8),
                false,
                Map.of("message", "asg termination", "event_id", "e-1"));
    assertThat(update.nodeModifyIndex()).isEqualTo(recorded.index());
    assertThat(update.evalIds()).isEmpty();
  }

  private static void cancelsADrain(NomadClient nomad, Recording recorded) {
    NodeUpdate update = nomad.nodes().cancelDrain(id(recorded), true);
    assertThat(update.index()).isEqualTo(recorded.index());
    assertThat(update.evalIds()).hasSize(recorded.body().get("EvalIDs").size());
  }

  private static void drainsNoNode(NomadClient nomad, Recording recorded) {
    NomadFault fault =
        catchThrowableOfType(
            NomadFault.Answered.class,
            () -> nomad.nodes().drain(id(recorded), Duration.ofSeconds(1), false, Map.of()));
    assertThat(fault.isNotFound()).isTrue();
    assertThat(fault.mayHaveActed()).isFalse();
  }

  private static void marks(NomadClient nomad, Recording recorded, boolean eligible) {
    NodeUpdate update = nomad.nodes().eligibility(id(recorded), eligible);
    assertThat(update.index()).isEqualTo(recorded.index()).isPositive();
    assertThat(update.evalIds()).hasSize(recorded.body().get("EvalIDs").size());
  }

  private static void mayNotMarkADrainingNode(NomadClient nomad, Recording recorded) {
    NomadFault.Answered fault =
        catchThrowableOfType(
            NomadFault.Answered.class, () -> nomad.nodes().eligibility(id(recorded), true));
    assertThat(fault.status()).isEqualTo(500);
    assertThat(fault.isNotFound()).isFalse();
    assertThat(fault).hasMessageContaining("while it is draining");
  }

  private static void purges(NomadClient nomad, Recording recorded) {
    NodeUpdate update = nomad.nodes().purge(id(recorded));
    assertThat(update.nodeModifyIndex()).isEqualTo(recorded.index());
    assertThat(update.evalIds()).hasSize(recorded.body().get("EvalIDs").size());
  }
}
