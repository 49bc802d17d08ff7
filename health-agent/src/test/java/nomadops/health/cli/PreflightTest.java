package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.Ran;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PreflightTest {
  @TempDir Path folder;
  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
  private final PolicyMatrix admin =
      new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN);

  @AfterEach
  void close() {
    admin.close();
    nomad.close();
  }

  private static Ran preflight(String process, String address, String token, String... more) {
    List<String> words = new ArrayList<>(List.of("health", "preflight", process));
    words.addAll(List.of(more));
    return Ran.of(
        HealthCommand.spec(),
        Map.of("NOMAD_ADDR", address, "NOMAD_TOKEN", token),
        words.toArray(String[]::new));
  }

  private Ran preflight(String process, PolicyFile file, String... more) throws Exception {
    return preflight(
        process, nomad.address().toString(), admin.token(file.tool(), file.rules()), more);
  }

  private Path secret(String mode) throws Exception {
    Path file = folder.resolve("secret");
    Files.writeString(file, "0123456789abcdef0123456789abcdef\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void anAgentAtAClientIsWellAndOneAtAServerHasNoNode() throws Exception {
    try (FakeAgent client = new FakeAgent()) {
      client.is("11111111-2222-3333-4444-555555555555").heard("1s");
      Ran well = preflight("agent", client.address(), "", "-checks", "nomad");
      assertThat(well.out()).contains("node 11111111-2222-3333-4444-555555555555");
    }
    try (FakeAgent server = new FakeAgent().only(true)) {
      Ran none = preflight("agent", server.address(), "", "-checks", "nomad");
      assertThat(none.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(none.out()).contains("is no client").containsPattern("ok +rights");
    }
  }

  @Test
  void dockersSocketHasToBeThereAndWritable() throws Exception {
    Path socket = folder.resolve("docker.sock");
    String[] words = {"-checks", "docker", "-docker-socket", socket.toString()};
    assertThat(preflight("agent", PolicyFile.of("health-agent"), words).out())
        .contains("docker.sock is not there");
    Files.writeString(socket, "");
    assertThat(preflight("agent", PolicyFile.of("health-agent"), words).out())
        .contains("docker.sock may be written to");
    assertThat(preflight("agent", PolicyFile.of("health-agent"), "-checks", "nomad").out())
        .doesNotContain("Docker");
  }

  @Test
  void aControllerThatReportsGoToIsReachedAndTheSecretIsLookedAt() throws Exception {
    try (ServerSocket controller = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String[] words = {
        "-checks",
        "nomad",
        "-report-to",
        "http://127.0.0.1:" + controller.getLocalPort() + ",http://127.0.0.1:1",
        "-report-secret-file",
        secret("rw-r--r--").toString()
      };
      Ran run = preflight("agent", PolicyFile.of("health-agent"), words);
      assertThat(run.out())
          .contains("it takes connections")
          .contains("it cannot be reached")
          .contains("every user of this machine may read")
          .contains("chmod 600");
    }
  }

  @Test
  void aControllerIsWellWithItsPolicyAndADryRunNeedsLess() throws Exception {
    String[] words = {
      "-report-address", "127.0.0.1:0", "-report-secret-file", secret("rw-------").toString()
    };
    PolicyFile file = PolicyFile.of("health-controller");
    Ran well = preflight("controller", file, with(words, "-dry-run=false"));
    assertThat(well.code()).as(well.out()).isEqualTo(ExitCode.DONE);
    assertThat(well.out()).endsWith("health controller can run here; 1 not told.\n");
    PolicyFile reading = new PolicyFile("reading", file.text().replaceAll("\"destroy\",", ""));
    assertThat(preflight("controller", reading, words).code()).isEqualTo(ExitCode.DONE);
    Ran lacks = preflight("controller", reading, with(words, "-dry-run=false"));
    assertThat(lacks.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(lacks.out()).contains("no quarantine ends");
  }

  @Test
  void aControllerWithoutASecretOrAFreePortIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Ran run =
          preflight(
              "controller",
              PolicyFile.of("health-controller"),
              "-report-address",
              "127.0.0.1:" + taken.getLocalPort());
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("reports are always signed").contains("cannot be listened at");
    }
  }

  @Test
  void aProbeNeedsAServerAndItsCanaryMore() throws Exception {
    PolicyFile file = PolicyFile.of("server-probe");
    Ran well = preflight("server-probe", file);
    assertThat(well.code()).as(well.out()).isEqualTo(ExitCode.DONE);
    assertThat(well.out()).contains("sim1.global").contains("it takes a management token");
    String[] canary = {"-canary", "-free-wedged-leader"};
    Ran lacks = preflight("server-probe", file, canary);
    assertThat(lacks.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(lacks.out())
        .contains("evaluate-job in namespace default")
        .contains("write of variable nomad-ops/probe/condemned")
        .contains("/v1/metrics answers");
    Ran whole = preflight("server-probe", file.whole(), canary);
    assertThat(whole.code()).as(whole.out()).isEqualTo(ExitCode.DONE);
    try (FakeAgent client = new FakeAgent().only(false)) {
      assertThat(preflight("server-probe", client.address(), "").out()).contains("is a client");
    }
  }

  private static String[] with(String[] words, String one) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(one);
    return all.toArray(String[]::new);
  }
}
