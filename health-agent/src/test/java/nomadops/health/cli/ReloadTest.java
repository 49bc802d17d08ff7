package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGHUP reads the file again: other checks begin, and what stays is not forgotten.
@Timeout(120)
class ReloadTest {
  private static final String RELOADED = "nomad_ops_config_last_reload_successful ";
  private static final String OK = "nomad_ops_health_check_status{check=\"%s\",status=\"ok\"} 1.0";

  private final FakeAgent agent = new FakeAgent();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    agent.close();
  }

  private Path file(String checks, String more) throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        "address: %s\nadmin-address: 127.0.0.1:0\nevery: 1s\nchecks: [%s]\n%s"
            .formatted(agent.address(), checks, more));
  }

  private HealthCli started(Path file) {
    agent.heard("1s");
    return new HealthCli("agent", "-config", file.toString());
  }

  private static boolean isOk(HealthCli cli, String check) throws Exception {
    return cli.get("/metrics").body().contains(OK.formatted(check));
  }

  @Test
  void checksBeginAndEndAndThoseThatStayGoOn() throws Exception {
    try (HealthCli cli = started(file("nomad, nomad-servers", ""))) {
      cli.await("a verdict", () -> isOk(cli, "nomad") && isOk(cli, "nomad-servers"));

      file("nomad", "plugins: ['mine=/bin/true']\nreport-every: 9s\n");
      cli.hangUp();
      cli.await("the new one's", () -> isOk(cli, "mine"));

      String page = cli.get("/metrics").body();
      assertThat(page)
          .contains(RELOADED + "1.0")
          .contains(OK.formatted("nomad"))
          .contains("nomad_ops_health_check_transitions_total{check=\"nomad\",to=\"ok\"} 1.0")
          .doesNotContain("check=\"nomad-servers\"");
      assertThat(cli.get("/status").body())
          .contains("\"mine\" : {")
          .doesNotContain("\"nomad-servers\" : {");
      assertThat(cli.said())
          .contains("SIGHUP: not taken, since it needs a restart: [report-every: 15s -> 9s]");
      cli.await("ready", () -> cli.get("/readyz").statusCode() == 200);

      file("nomad, nomad-servers", "");
      cli.hangUp();
      cli.await("the old one again", () -> isOk(cli, "nomad-servers"));
      assertThat(cli.get("/metrics").body()).doesNotContain("check=\"mine\"");
    }
  }

  @Test
  void aBadFileIsRefusedWhole() throws Exception {
    try (HealthCli cli = started(file("nomad", ""))) {
      cli.await("a verdict", () -> isOk(cli, "nomad"));

      for (String bad :
          List.of(
              "plugins: ['nomad=/bin/true']\n",
              "plugins: ['My Own=/bin/true']\n",
              "deadline: 0s\n",
              "dedline: 5s\n")) {
        file("nomad, nomad-servers", bad);
        cli.hangUp();
        assertThat(cli.get("/metrics").body()).as(bad).contains(RELOADED + "0.0");
        assertThat(cli.get("/status").body()).as(bad).doesNotContain("nomad-servers");
        file("nomad", "deadline: 5s\n");
        cli.hangUp();
        assertThat(cli.get("/metrics").body()).contains(RELOADED + "1.0");
        file("nomad", "");
        cli.hangUp();
      }
      assertThat(cli.said())
          .contains("SIGHUP: the configuration stays")
          .contains("two checks are called")
          .contains("did you mean \"deadline\"?");
    }
  }
}
