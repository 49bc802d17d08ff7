package nomadops.simulator.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

final class NomadAgentTest {
  @TempDir Path temp;

  @Test
  void aBinaryThatEndsAtOnceIsReportedWithItsOutput() throws IOException {
    Path binary = script("echo 'error: no such flag'; exit 1");
    assertThatThrownBy(() -> NomadAgent.start(binary))
        .isInstanceOf(AgentStartException.class)
        .hasMessageContaining("ended before")
        .hasMessageContaining("error: no such flag");
  }

  @Test
  void aMissingBinaryIsReportedWithItsPath() {
    Path binary = temp.resolve("no-such-nomad");
    assertThatThrownBy(() -> NomadAgent.start(binary))
        .isInstanceOf(AgentStartException.class)
        .hasMessageContaining("no-such-nomad");
  }

  @Test
  void aBinaryThatNeverAnswersIsGivenUpAndKilled() throws IOException {
    Path binary = script("echo $$ > " + temp.resolve("pid") + "; echo starting; exec sleep 600");
    AgentOptions options = AgentOptions.of(binary).withStartWithin(Duration.ofSeconds(1));
    assertThatThrownBy(() -> NomadAgent.start(options))
        .isInstanceOf(AgentStartException.class)
        .hasMessageContaining("a leader within PT1S")
        .hasMessageContaining("starting");
    assertThat(alive(pid())).isFalse();
  }

  @Test
  void aBinaryThatIgnoresTheRequestToEndIsKilledWithItsChildren() throws IOException {
    Path binary =
        script("trap '' TERM; echo $$ > " + temp.resolve("pid") + "; while true; do sleep 1; done");
    AgentOptions options =
        AgentOptions.of(binary)
            .withStartWithin(Duration.ofSeconds(1))
            .withStopWithin(Duration.ofMillis(200));
    assertThatThrownBy(() -> NomadAgent.start(options)).isInstanceOf(AgentStartException.class);
    assertThat(alive(pid())).isFalse();
  }

  @Test
  void anAgentEndsWhenTheShellsInputDoesAsWhenTheJvmIsKilled() throws Exception {
    Path binary = script("echo $$ > " + temp.resolve("pid") + "; exec sleep 600");
    AgentProcess process =
        AgentProcess.start(
            binary, List.of(), Files.createFile(temp.resolve("log")), Duration.ofSeconds(10));
    while (!Files.exists(temp.resolve("pid")) || Files.size(temp.resolve("pid")) == 0) {
      assertThat(process.endsWithin(Duration.ofMillis(20))).isFalse();
    }
    long pid = pid();
    assertThat(alive(pid)).isTrue();
    process.close();
    assertThat(process.ended() || process.endsWithin(Duration.ofSeconds(10))).isTrue();
    assertThat(alive(pid)).isFalse();
  }

  @Test
  void theFolderIsDeletedAfterAFailedStart() throws IOException {
    Path binary = script("echo \"$2\"; exit 3");
    AgentStartException failure = null;
    try (NomadAgent unexpected = NomadAgent.start(binary)) {
      assertThat(unexpected).isNull();
    } catch (AgentStartException e) {
      failure = e;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(failure).isNotNull();
    String config =
        failure.getMessage().lines().filter(line -> line.startsWith("-config=")).toList().get(0);
    assertThat(Path.of(config.substring("-config=".length())).getParent()).doesNotExist();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "NOMAD_BIN", matches = ".+")
  void aRealServerAnswersUntilItIsClosed() throws Exception {
    AgentOptions options =
        AgentOptions.of(Path.of(System.getenv("NOMAD_BIN")))
            .withAcl(true)
            .withExtraConfig("server { job_gc_interval = \"17m\" }");
    URI address;
    try (NomadAgent nomad = NomadAgent.start(options);
        AgentApi api = new AgentApi(nomad.address())) {
      address = nomad.address();
      assertThat(nomad.version()).matches("\\d+\\.\\d+\\.\\d+.*");
      assertThat(api.get("/v1/jobs", "")).isEmpty();
      assertThat(api.get("/v1/jobs", nomad.managementToken())).isPresent();
      assertThat(api.get("/v1/agent/self", nomad.managementToken()).orElseThrow().toString())
          .contains("17m");
    }
    try (AgentApi api = new AgentApi(address)) {
      assertThat(api.get("/v1/status/leader", "")).isEmpty();
    }
  }

  private Path script(String body) throws IOException {
    Path path = Files.writeString(temp.resolve("nomad"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    return path;
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readString(temp.resolve("pid")).strip());
  }

  private static boolean alive(long pid) {
    return Stream.ofNullable(ProcessHandle.of(pid).orElse(null)).anyMatch(ProcessHandle::isAlive);
  }
}
