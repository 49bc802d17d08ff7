package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.WatchedNomad;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.QuickClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The `health` processes with exactly what their policies in `deploy/acl` grant.
@Timeout(240)
class AclPolicyTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  @TempDir Path folder;

  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withNodes(0).withAcl(true));
  private final WatchedNomad watched = new WatchedNomad(nomad.address());
  private final PolicyMatrix matrix =
      new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN);

  @AfterEach
  void close() {
    watched.close();
    matrix.close();
    nomad.close();
  }

  private HealthCli process(Clockwork time, PolicyFile file, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("-address", watched.address().toString()));
    words.addAll(List.of("-token", matrix.withJobs().token(file.tool(), file.rules())));
    return new HealthCli(time, words.toArray(String[]::new));
  }

  private void proved(PolicyFile file, HealthCli process) throws Exception {
    assertThat(watched.refused()).as(process.said()).isEmpty();
    matrix.check(file, watched.asked());
  }

  @Test
  void theAgentsPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    PolicyFile file = PolicyFile.of("health-agent");
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    try (HealthCli agent =
        process(
            Clockwork.system(),
            file,
            "agent",
            "-checks",
            "nomad,nomad-servers",
            "-every",
            "1s",
            "-admin-address",
            "127.0.0.1:0",
            "-report-to",
            "http://127.0.0.1:9",
            "-report-secret-file",
            folder.resolve("secret").toString())) {
      agent.await("a look", () -> agent.get("/metrics").body().contains("check=\"nomad\""));
      watched.await("GET /v1/agent/self");
      proved(file, agent);
    }
  }

  @Test
  void theControllersPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    PolicyFile file = PolicyFile.of("health-controller");
    String node = nomad.state().addNode("client-0", Map.of(), Map.of());
    for (int i = 1; i < 6; i++) {
      String _ = nomad.state().addNode("client-" + i, Map.of(), Map.of());
    }
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
    PolicyMatrix.Held held = matrix.hold("nomad-ops/health-controller/leader");
    try (FakeAgent sick = new FakeAgent();
        QuickClock quick = new QuickClock(40)) {
      sick.is(node).heard("1h");
      Clockwork time = Quick.time(quick);
      try (HealthCli controller =
          process(
              time,
              file,
              "controller",
              "-report-address",
              "127.0.0.1:0",
              "-admin-address",
              "127.0.0.1:0",
              "-report-secret-file",
              folder.resolve("secret").toString(),
              "-interval=5s",
              "-calm=6m",
              "-sick-for=30s",
              "-well-for=1m",
              "-dry-run=false")) {
        controller.started();
        watched.await("GET /v1/var/nomad-ops/health-controller/leader");
        held.release();
        try (HealthCli _ = reporting(time, sick, ControllerCommandTest.reportsOf(controller))) {
          watched.await("PUT /v1/node/ID/eligibility");
          sick.heard("1s");
          watched.await("DELETE /v1/var/nomad-ops/quarantine/");
        }
        proved(file, controller);
      }
    }
  }

  private HealthCli reporting(Clockwork time, FakeAgent sick, String controller) {
    return new HealthCli(
        time,
        "agent",
        "-address",
        sick.address(),
        "-checks",
        "nomad",
        "-every",
        "5s",
        "-admin-address",
        "127.0.0.1:0",
        "-report-to",
        controller,
        "-report-secret-file",
        folder.resolve("secret").toString());
  }

  @Test
  void theProbesPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    PolicyFile file = PolicyFile.of("server-probe");
    try (HealthCli probe = probe(file)) {
      probe.await("ready", () -> probe.get("/ready").statusCode() == 200);
      proved(file, probe);
    }
  }

  @Test
  void theCanaryTakesWhatStandsThereForIt() throws Exception {
    PolicyFile file = PolicyFile.of("server-probe").whole();
    try (HealthCli probe =
        probe(file, "-canary", "-canary-every=2s", "-canary-deadline=10s", "-free-wedged-leader")) {
      probe.await("a look", () -> probe.get("/status").body().contains("\"scheduled\""));
      watched.also("GET", "/v1/metrics", "");
      watched.also("GET", "/v1/var/nomad-ops/probe/condemned", "");
      watched.also("PUT", "/v1/var/nomad-ops/probe/condemned?cas=99999999", CONDEMNED);
      proved(file, probe);
    }
  }

  /// The metrics are read when a look is late, the record is read and written when a leader is
  /// wedged; [ServerCanaryTest] sees it done.
  private static final String CONDEMNED =
      "{\"Namespace\":\"default\",\"Path\":\"nomad-ops/probe/condemned\",\"Items\":{\"a\":\"b\"}}";

  private HealthCli probe(PolicyFile file, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "server-probe",
                "-look-every",
                "100ms",
                "-look-deadline",
                "3s",
                "-probe-address",
                "127.0.0.1:0"));
    words.addAll(List.of(more));
    return process(Clockwork.system(), file, words.toArray(String[]::new));
  }
}
