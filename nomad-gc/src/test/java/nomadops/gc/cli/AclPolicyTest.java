package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.connection.Connection;
import nomadops.client.connection.TokenSource;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
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
          CompletableFuture.supplyAsync(() ->
              run(watched.address(), token, Clockwork.system(), "run", "-once", "-keep-for", "1h"));
      watched.await("GET /v1/var/nomad-ops/gc/leader");
      held.release();
      String said = run.get(90, TimeUnit.SECONDS);

      assertThat(watched.refused()).as(said).isEmpty();
      assertThat(nomad.state().journal().purges()).as(said).hasSize(5);
      matrix.check(file, watched.asked());
    }
  }

  /// In 25 hours, with the block for nodes as it stands there, and with one right less.
  @Test
  void theBlockThatIsOffIsWhatNodesTake() throws Exception {
    PolicyFile file = PolicyFile.of("gc");
    String on = file.withBlock("node").rules();
    assertThat(nodesLeft(file.rules())).as("without the block").isEqualTo(1);
    assertThat(nodesLeft(on.replaceAll("(node \\{\\s*policy = )\"write\"", "$1\"read\"")))
        .as("with read alone")
        .isEqualTo(1);
    assertThat(nodesLeft(on.replace("\"read-job\",", ""))).as("without read-job").isEqualTo(1);
    assertThat(nodesLeft(on)).as("with the block").isZero();
  }

  private static int nodesLeft(String rules) throws Exception {
    SimulatorOptions options = SimulatorOptions.defaults().withAcl(true);
    try (NomadSimulator nomad = NomadSimulator.start(options);
        PolicyMatrix matrix = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN);
        NomadClient client =
            NomadClient.connect(
                Connection.to(nomad.address().toString())
                    .token(TokenSource.fixed(SimulatorOptions.MANAGEMENT_TOKEN))
                    .build())) {
      nomad.state().retireNode(nomad.state().addNode("gone", Map.of(), Map.of()));
      Clockwork tomorrow =
          new Clockwork(
              InstantSource.offset(InstantSource.system(), Duration.ofHours(25)),
              Ticker.system(),
              Pause.system());
      String said =
          run(
              nomad.address(),
              matrix.token("gc", rules),
              tomorrow,
              "run",
              "-once",
              "-leader=none",
              "-collect-down-nodes-after",
              "12h");
      assertThat(said).contains(" down, purged ");
      return (int)
          client.nodes().list(Read.defaults()).value().stream()
              .filter(node -> node.name().equals("gone"))
              .count();
    }
  }

  private static String run(URI nomad, String token, Clockwork time, String... words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Surroundings around =
        new Surroundings(
            Map.of("NOMAD_ADDR", nomad.toString(), "NOMAD_TOKEN", token),
            stream,
            stream,
            Terminal.PIPE,
            Terminal.PIPE);
    List<String> all = new ArrayList<>(List.of("gc"));
    all.addAll(List.of(words));
    ExitCode code =
        new Program(Commands.group("nomad-ops", "Tests.", GcCommand.spec(time)), around)
            .run(all.toArray(String[]::new));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
    return said.toString(StandardCharsets.UTF_8);
  }
}
