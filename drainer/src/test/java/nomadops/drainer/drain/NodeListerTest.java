package nomadops.drainer.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.Node;
import nomadops.drainer.notice.InstanceId;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;

class NodeListerTest {
  private static final InstanceId INSTANCE = new InstanceId("i-0194708ef7e24dcc7");

  /** The stream's first event may be older than a write whose own event is still to come. */
  @Test
  void theFirstListReadsWhatAnOlderEventHasToldOf() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
        NomadClient client =
            NomadClient.connect(Connection.to(nomad.address().toString()).build())) {
      String id =
          nomad
              .state()
              .addNode("going", Map.of(InstanceNaming.AWS_ATTRIBUTE, INSTANCE.value()), Map.of());
      Node before = client.nodes().read(id).value().orElseThrow();
      NodeIndex index = new NodeIndex();
      boolean _ = index.heard(Optional.of(Heard.of(before)));
      boolean _ = index.put(id, Optional.of(INSTANCE));
      client.nodes().eligibility(id, false);

      new NodeLister(client, InstanceNaming.aws(), index).list((_, _) -> {});

      assertThat(index.heardOf(INSTANCE))
          .singleElement()
          .satisfies(node -> assertThat(node.eligible()).isFalse());
    }
  }
}
