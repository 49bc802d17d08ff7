package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AgentCommandTest {
  @TempDir Path folder;

  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void close() {
    agent.close();
  }

  private HealthCli started(String... more) {
    String[] words = new String[more.length + 9];
    String[] usual = {
      "agent",
      "-address",
      agent.address(),
      "-checks",
      "nomad,nomad-servers",
      "-every",
      "1s",
      "-admin-address",
      "127.0.0.1:0"
    };
    System.arraycopy(usual, 0, words, 0, usual.length);
    System.arraycopy(more, 0, words, usual.length, more.length);
    return new HealthCli(words);
  }

  @Test
  void itTellsHowTheClientIsAtEveryPlace() throws Exception {
    agent.heard("1s");
    Path textfile = folder.resolve("health.prom");
    try (HealthCli cli = started("-textfile", textfile.toString())) {
      cli.await("ready", () -> cli.get("/readyz").statusCode() == 200);

      assertThat(cli.get("/metrics").body())
          .contains("nomad_ops_health_check_status{check=\"nomad\",status=\"ok\"} 1.0")
          .contains("nomad_ops_health_check_status{check=\"nomad\",status=\"fail\"} 0.0");
      assertThat(cli.get("/status").body())
          .contains("\"health\" : \"ok\"")
          .contains("the last heartbeat was answered 1.0 s ago");
      assertThat(cli.get("/livez").statusCode()).isEqualTo(200);
      assertThat(Files.readString(textfile)).contains("nomad_ops_health_check_status");
      assertThat(cli.said()).contains("nomad is ok now, it was unknown");
    }
  }

  @Test
  void aSickClientDoesNotMakeTheAgentUnready() throws Exception {
    agent.heard("1h");
    try (HealthCli cli = started()) {
      cli.await("ready", () -> cli.get("/readyz").statusCode() == 200);

      assertThat(cli.get("/metrics").body())
          .containsPattern(
              "nomad_ops_health_check_findings_total\\{check=\"nomad\",status=\"fail\"} [1-9]");
      assertThat(cli.get("/status").body()).contains("\"last_found\" : \"fail\"");
    }
  }

  @Test
  void aTextfileThatNobodyWouldReadIsRefused() throws Exception {
    HealthCli cli = started("-textfile", "/tmp/health.txt");

    assertThat(cli.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.said()).contains("textfile").contains("does not end with .prom");
  }
}
