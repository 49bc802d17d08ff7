package nomadops.runtime.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.Map;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenSource;
import nomadops.client.model.VariableLock;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a snapshot and its lock take.
@Timeout(120)
class SnapshotPolicyTest {
  private static final String LOCK = "nomad-ops/snapshot/leader";

  @Test
  void itsPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        WatchedNomad watched = new WatchedNomad(nomad.address());
        PolicyMatrix matrix =
            new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN).withJobs()) {
      PolicyFile file = PolicyFile.of("snapshot");
      String token = matrix.token("snapshot", file.rules());
      try (NomadClient client =
          NomadClient.connect(
              Connection.to(watched.address().toString())
                  .token(TokenSource.fixed(token))
                  .build())) {
        var _ = client.operator().saveSnapshot(OutputStream.nullOutputStream());
        String id = java.util.UUID.randomUUID().toString();
        var _ =
            client
                .variables()
                .update("default", LOCK, new VariableLock(id, "15s", "1s"), Map.of("holder", "a"));
        var _ = client.variables().renew("default", LOCK, id);
        var _ = client.variables().release("default", LOCK, id);
        var _ = client.variables().read("default", LOCK);
      }
      assertThat(watched.refused()).isEmpty();
      matrix.check(file, watched.asked());
    }
  }
}
