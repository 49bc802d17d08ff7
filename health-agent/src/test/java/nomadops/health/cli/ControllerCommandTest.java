package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.runtime.ExitCode;
import nomadops.runtime.signature.Signature;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.QuickClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A controller and an agent as processes, over a simulated cluster whose time is quick.
@Timeout(180)
class ControllerCommandTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final String CLIENTS = "nomad_ops_health_quarantine_clients";
  private static final String HELD = "nomad_ops_health_quarantine_held_clients";
  private static final Pattern REPORTS = Pattern.compile("reports are taken at (http://\\S+)");

  @TempDir Path folder;

  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
  private final FakeAgent agent = new FakeAgent();
  private final List<String> nodes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final QuickClock quick = new QuickClock(40);
  private final Clockwork time = Quick.time(quick);

  @BeforeEach
  void seed() throws IOException {
    for (int i = 0; i < 6; i++) {
      nodes.add(nomad.state().addNode("client-" + i, Map.of(), Map.of()));
    }
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
  }

  @AfterEach
  void close() {
    agent.close();
    nomad.close();
    quick.close();
  }

  private HealthCli controller(String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "controller",
                "-address",
                nomad.address().toString(),
                "-report-address",
                "127.0.0.1:0",
                "-admin-address",
                "127.0.0.1:0",
                "-report-secret-file",
                folder.resolve("secret").toString(),
                "-interval",
                "5s",
                "-calm",
                "6m",
                "-sick-for",
                "30s",
                "-well-for",
                "1m"));
    words.addAll(List.of(more));
    return new HealthCli(time, words.toArray(String[]::new)).started();
  }

  private HealthCli agent(String reportTo) {
    return new HealthCli(
        time,
        "agent",
        "-address",
        agent.address(),
        "-checks",
        "nomad",
        "-every",
        "5s",
        "-admin-address",
        "127.0.0.1:0",
        "-report-to",
        reportTo,
        "-report-secret-file",
        folder.resolve("secret").toString());
  }

  static String reportsOf(HealthCli controller) throws Exception {
    controller.await("where it takes reports", () -> REPORTS.matcher(controller.said()).find());
    Matcher found = REPORTS.matcher(controller.said());
    assertThat(found.find()).isTrue();
    return URI.create(found.group(1)).resolve("/").toString().replaceAll("/$", "");
  }

  private boolean takesWork(String node) throws IOException, InterruptedException {
    HttpResponse<String> read =
        http.send(
            HttpRequest.newBuilder(nomad.address().resolve("/v1/node/" + node)).build(),
            HttpResponse.BodyHandlers.ofString());
    return read.body().contains("\"SchedulingEligibility\":\"eligible\"");
  }

  private String command(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("-address");
    all.add(nomad.address().toString());
    HealthCli cli = new HealthCli(all.toArray(String[]::new));
    assertThat(cli.ended()).as(cli.said()).isEqualTo(ExitCode.DONE);
    return cli.out();
  }

  private static boolean shows(HealthCli process, String path, String... words) throws Exception {
    String page = process.get(path).body();
    return List.of(words).stream().allMatch(page::contains);
  }

  @Test
  void aSickClientIsTakenOutAndPutBack() throws Exception {
    String node = nodes.get(2);
    agent.is(node).heard("1h");
    Path audit = folder.resolve("audit.ndjson");
    try (HealthCli controller = controller("-dry-run=false", "-audit-log", audit.toString());
        HealthCli _ = agent(reportsOf(controller))) {
      controller.await("the quarantine", () -> !takesWork(node));

      controller.await("its status", () -> shows(controller, "/status", "nomad fails since", node));
      controller.await(
          "its metric",
          () -> shows(controller, "/metrics", CLIENTS + "{state=\"quarantined\"} 1.0"));
      assertThat(command("quarantined"))
          .contains(node)
          .contains("client-2")
          .contains("ineligible")
          .contains("nomad fails since");

      agent.heard("1s");
      controller.await("the release", () -> takesWork(node));
      controller.await("its record's end", () -> command("quarantined").contains("no client is"));
      assertThat(controller.get("/metrics").body())
          .contains("decisions_total{decision=\"release\",outcome=\"done\"} 1.0")
          .contains("decisions_total{decision=\"quarantine\",outcome=\"done\"} 1.0")
          .contains("nomad_ops_health_quarantine_leading 1.0");
    }
    assertThat(Files.readAllLines(audit))
        .hasSize(2)
        .allMatch(line -> line.contains(node) && line.contains("\"tool\":\"health\""));
  }

  @Test
  void withoutAWordItOnlyTells() throws Exception {
    String node = nodes.get(2);
    agent.is(node).heard("1h");
    try (HealthCli controller = controller();
        HealthCli _ = agent(reportsOf(controller))) {
      controller.await(
          "its word", () -> shows(controller, "/metrics", HELD + "{guard=\"dry-run\"} 1.0"));

      assertThat(controller.get("/metrics").body())
          .contains("nomad_ops_health_quarantine_dry_run 1.0");
      controller.await(
          "why", () -> shows(controller, "/status", "would be quarantined: nomad fails since"));
      assertThat(takesWork(node)).isTrue();
      assertThat(command("quarantined")).contains("no client is quarantined");
    }
  }

  @Test
  void aPauseIsHeardOfAndEnds() throws Exception {
    String node = nodes.get(2);
    agent.is(node).heard("1h");
    try (HealthCli controller = controller("-dry-run=false")) {
      assertThat(command("pause", "--reason", "the upgrade", "--for", "20h"))
          .contains("quarantines are paused by")
          .contains("the upgrade");
      controller.await(
          "the pause", () -> controller.get("/status").body().contains("paused_until"));
      try (HealthCli _ = agent(reportsOf(controller))) {
        controller.await(
            "a client that is held",
            () -> shows(controller, "/metrics", HELD + "{guard=\"freeze\"} 1.0"));
        assertThat(takesWork(node)).isTrue();
        assertThat(command("resume")).contains("may be quarantined again");
        assertThat(command("resume")).contains("were not paused");
        controller.await("the quarantine", () -> !takesWork(node));
      }
    }
  }

  @Test
  void ofTwoControllersOneActsAndTheOtherGoesOn() throws Exception {
    String node = nodes.get(2);
    agent.is(node).heard("1h");
    HealthCli first = controller("-dry-run=false", "-leader-name", "one", "-leader-lock-ttl", "2m");
    first.await("a leader", () -> first.said().contains("leadership: one leads now"));
    try (HealthCli second =
            controller("-dry-run=false", "-leader-name", "two", "-leader-lock-ttl", "2m");
        HealthCli _ = agent(reportsOf(first) + "," + reportsOf(second))) {
      first.await("the quarantine", () -> !takesWork(node));
      assertThat(command("quarantined")).contains("one");
      first.close();

      agent.heard("1s");
      second.await("the release by the other", () -> takesWork(node));
      second.await(
          "its own count",
          () ->
              shows(
                  second,
                  "/metrics",
                  "decisions_total{decision=\"release\",outcome=\"done\"} 1.0"));
    }
  }

  @Test
  void aReportThatIsSignedWronglyIsCountedAndChangesNothing() throws Exception {
    try (HealthCli controller = controller()) {
      byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
      Instant now = time.wall().instant();
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(reportsOf(controller)).resolve("/v1/health/report"))
                  .setHeader(Signature.TIMESTAMP_HEADER, "" + now.getEpochSecond())
                  .setHeader(Signature.HEADER, Signature.of("another secret", now, body).value())
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(controller.get("/metrics").body())
          .contains("nomad_ops_health_reports_refused_total{why=\"bad-signature\"} 1.0");
    }
  }

  @Test
  void withoutASecretItDoesNotStart() throws Exception {
    HealthCli cli = new HealthCli("controller", "-address", nomad.address().toString());

    assertThat(cli.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(cli.said()).contains("report-secret-file").contains("openssl rand -hex 32");
  }
}
