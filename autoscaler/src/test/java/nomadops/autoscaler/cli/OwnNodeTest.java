package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nomadops.autoscaler.SimulatedNomad;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.AllocationStub;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A process in Nomad knows its node.
class OwnNodeTest {
  private final SimulatedNomad cluster = SimulatedNomad.start(3);
  private final NomadSimulator simulator = cluster.simulator();
  private final NomadClient nomad = cluster.client();

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void itIsTheNodeOfItsAllocation() throws Exception {
    simulator
        .state()
        .register(
            """
            {"Job":{"ID":"autoscaler","Type":"system","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t",\
            "Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":100,"MemoryMB":64}}]}]}}\
            """);
    List<AllocationStub> allocations = List.of();
    for (int i = 0; i < 200 && allocations.size() < 3; i++) {
      Thread.sleep(50);
      allocations = nomad.allocations().page(Read.defaults()).value();
    }
    assertThat(allocations).hasSize(3);

    for (AllocationStub allocation : allocations) {
      assertThat(OwnNode.of(Map.of("NOMAD_ALLOC_ID", allocation.id()), nomad))
          .contains(allocation.nodeId());
    }
  }

  @Test
  void outsideOfNomadAndOfAnotherNomadItIsNone() {
    assertThat(OwnNode.of(Map.of(), nomad)).isEmpty();
    assertThat(OwnNode.of(Map.of("NOMAD_ALLOC_ID", "6f6e35a5-1a7a-4d7f-8f53-0f0f0f0f0f0f"), nomad))
        .isEmpty();
  }
}
