package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.WatchedNomad;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `gc run` with exactly what `deploy/acl/gc.policy.hcl` grants.
@Timeout(180)
class AclPolicyTest {

  @Test
  void itsPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        WatchedNomad watched = new WatchedNomad(nomad.address());
        PolicyMatrix matrix =
            new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(3).idPrefix("old-"));
      nomad.state().seedDeadJobs(DeadJobSeed.of(2).idPrefix("other-").namespace("acl-apps"));
      DeadJobSeed young = DeadJobSeed.of(2).idPrefix("young-").age(Duration.ofMinutes(1));
      nomad.state().seedDeadJobs(young);
      nomad.state().seedDeadJobs(young.namespace("acl-apps"));
      // Later: what was made before a young job is known to be no older.
      var _ = matrix.withJobs();
      PolicyFile file = PolicyFile.of("gc");

      PolicyMatrix.Held held = matrix.hold("nomad-ops/gc/leader");
      String token = matrix.token("gc", file.rules());
      CompletableFuture<String> run =
          CompletableFuture.supplyAsync(() -> run(watched.address(), token));
      watched.await("GET /v1/var/nomad-ops/gc/leader");
      held.release();
      String said = run.get(90, TimeUnit.SECONDS);

      assertThat(watched.refused()).as(said).isEmpty();
      assertThat(nomad.state().journal().purges()).as(said).hasSize(5);
      matrix.check(file, watched.asked());
    }
  }

  private static String run(URI nomad, String token) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Surroundings around =
        new Surroundings(
            Map.of("NOMAD_ADDR", nomad.toString(), "NOMAD_TOKEN", token),
            stream,
            stream,
            Terminal.PIPE,
            Terminal.PIPE);
    List<String> words = new ArrayList<>(List.of("gc", "run", "-once", "-keep-for", "1h"));
    ExitCode code =
        new Program(
                Commands.group("nomad-ops", "Tests.", GcCommand.spec(Clockwork.system())), around)
            .run(words.toArray(String[]::new));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
    return said.toString(StandardCharsets.UTF_8);
  }
}
