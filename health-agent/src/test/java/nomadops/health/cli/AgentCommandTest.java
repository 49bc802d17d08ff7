package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.quarantine.policy.facts.Verdicts;
import nomadops.health.report.Inbox;
import nomadops.health.report.Refusal;
import nomadops.health.report.ReportListener;
import nomadops.health.report.ReportServer;
import nomadops.health.report.ReportTerms;
import nomadops.health.report.secret.BadSecret;
import nomadops.health.report.secret.KeptSecrets;
import nomadops.health.report.secret.SecretFile;
import nomadops.health.report.secret.Secrets;
import nomadops.runtime.ExitCode;
import nomadops.runtime.config.HostPort;
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

  @Test
  void aControllerHearsOfIt() throws Exception {
    agent.heard("1s");
    Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef".repeat(2));
    Inbox inbox = new Inbox();
    try (ReportServer controller = controller(secret, inbox);
        HealthCli cli =
            started(
                "-report-to",
                "http://" + controller.address(),
                "-report-secret-file",
                secret.toString(),
                "-report-every",
                "1s")) {
      cli.await(
          "a report",
          () ->
              inbox.latest().values().stream()
                  .anyMatch(report -> report.verdicts().containsValue(Verdicts.ok())));

      assertThat(inbox.latest()).containsOnlyKeys("9fb4f880-e1f9-0133-861d-046685433001");
      cli.await(
          "its count",
          () ->
              cli.get("/metrics")
                  .body()
                  .matches(
                      "(?s).*nomad_ops_health_reports_total\\{result=\"accepted\",to=\"http://127[^\"]*\"} [1-9].*"));
      assertThat(cli.get("/metrics").body())
          .contains("nomad_ops_health_report_last_success_timestamp_seconds{to=");
    }
  }

  @Test
  void aRowOfFailuresIsTwoLinesOfTheLog() throws Exception {
    agent.heard("1s");
    Path secret = Files.writeString(folder.resolve("secret"), "0123456789abcdef".repeat(2));
    AtomicReference<Secrets> known =
        new AtomicReference<>(new Secrets(List.of("another secret of the controller")));
    try (ReportServer controller = controller(known::get, new Inbox());
        HealthCli cli =
            started(
                "-report-to",
                "http://" + controller.address(),
                "-report-secret-file",
                secret.toString(),
                "-report-every",
                "1s")) {
      cli.await(
          "two failures",
          () ->
              cli.get("/metrics")
                  .body()
                  .matches("(?s).*health_reports_total\\{result=\"refused\"[^}]*} [2-9].*"));
      known.set(new SecretFile(secret).read());
      cli.await("its end", () -> cli.said().contains(" arrive again, after "));

      assertThat(cli.said())
          .containsOnlyOnce(
              "reports to http://" + controller.address() + " fail: refused: HTTP 401")
          .contains("fits none of 1 secrets")
          .doesNotContain("0123456789abcdef");
    }
  }

  private static ReportServer controller(Path secret, Inbox inbox) throws BadSecret {
    return controller(new KeptSecrets(new SecretFile(secret), Ticker.system()), inbox);
  }

  private static ReportServer controller(Supplier<Secrets> secrets, Inbox inbox) {
    return ReportServer.start(
        ReportTerms.usual(new HostPort("127.0.0.1", 0)),
        secrets,
        inbox,
        new ReportListener() {
          @Override
          public void accepted() {}

          @Override
          public void refused(Refusal why) {}
        },
        InstantSource.system(),
        Pause.system());
  }

  @Test
  void reportsAreNeverUnsigned() throws Exception {
    HealthCli without = started("-report-to", "http://127.0.0.1:1");
    assertThat(without.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(without.said())
        .contains("report-to")
        .contains("report-secret-file: there is none, and reports are always signed");

    Path secret = Files.writeString(folder.resolve("secret"), "too short");
    HealthCli guessed =
        started("-report-to", "http://127.0.0.1:1", "-report-secret-file", secret.toString());
    assertThat(guessed.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(guessed.said())
        .contains(secret + ": secret 1 has 9 characters, which can be guessed; give at least 32")
        .doesNotContain("too short");
  }

  @Test
  void anAddressWithAUserIsRefused() throws Exception {
    HealthCli cli = started("-report-to", "http://me:word@127.0.0.1:1");

    assertThat(cli.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.said()).contains("has a user, a query or a fragment").doesNotContain("me:word");
  }
}
