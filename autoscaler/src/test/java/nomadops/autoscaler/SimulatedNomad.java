package nomadops.autoscaler;

import java.util.Map;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;

/** A simulated Nomad, and a client that speaks to it. */
public record SimulatedNomad(NomadSimulator simulator, NomadClient client)
    implements AutoCloseable {
  /** With so many nodes. */
  public static SimulatedNomad start(int nodes) {
    NomadSimulator simulator = NomadSimulator.start(SimulatorOptions.defaults().withNodes(nodes));
    String address = simulator.address().toString();
    return new SimulatedNomad(
        simulator,
        NomadClient.connect(Connection.fromEnvironment(Map.of("NOMAD_ADDR", address)).build()));
  }

  @Override
  public void close() {
    client.close();
    simulator.close();
  }
}
