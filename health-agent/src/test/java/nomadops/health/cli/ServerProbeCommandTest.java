package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.raft.Peers.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServerProbeCommandTest {
  private static final Pattern ADMIN = Pattern.compile("admin pages on http://([^/]+)/");

  private static HealthCli started(String address, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "server-probe",
                "-address",
                address,
                "-look-every",
                "100ms",
                "-look-deadline",
                "1s",
                "-probe-address",
                "127.0.0.1:0"));
    words.addAll(List.of(more));
    return new HealthCli(words.toArray(String[]::new));
  }

  private static HealthCli ask(HealthCli of, String question) throws Exception {
    of.get("/livez");
    Matcher at = ADMIN.matcher(of.said());
    assertThat(at.find()).isTrue();
    return new HealthCli("server-probe", "ask", question, "-probe-address", at.group(1));
  }

  @Test
  void itAnswersAKubeletAndHandsTheLeadOver() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.peers().put(Peer.of(2));
      try (HealthCli probe = started(nomad.address().toString())) {
        probe.await("ready", () -> probe.get("/ready").statusCode() == 200);
        assertThat(probe.get("/live").statusCode()).isEqualTo(200);
        assertThat(probe.get("/prestop").statusCode()).as("a GET acts never").isEqualTo(405);
        assertThat(nomad.peers().leader()).isEmpty();
        HealthCli ready = ask(probe, "ready");
        assertThat(ready.ended()).isEqualTo(ExitCode.DONE);
        assertThat(ready.out()).contains("\"ready\" : true");

        HealthCli stops = ask(probe, "prestop");
        assertThat(stops.ended()).isEqualTo(ExitCode.DONE);
        assertThat(stops.out()).contains("\"result\" : \"handed-over\"");
        assertThat(nomad.peers().leader().map(Peer::id)).contains(Peer.of(2).id());
        HealthCli no = ask(probe, "ready");
        assertThat(no.ended()).isEqualTo(ExitCode.FAILED);
        assertThat(no.out()).contains("\"why\" : \"stopping\"");
        assertThat(probe.get("/metrics").body())
            .contains("nomad_ops_probe_live 1.0")
            .contains("nomad_ops_probe_ready 0.0")
            .contains("nomad_ops_probe_ready_reason{reason=\"stopping\"} 1.0")
            .contains("nomad_ops_probe_handovers_total{result=\"handed-over\"} 1.0")
            .contains("nomad_ops_probe_handovers_total{result=\"timed-out\"} 0.0");
        assertThat(probe.get("/status").body()).contains("\"name\" : \"sim1.global\"");
        assertThat(probe.said()).contains("the server is not ready: it is about to be stopped");
      }
    }
  }

  @Test
  void aTokenThatMayReadNothingIsNamed() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        HealthCli probe = started(nomad.address().toString())) {
      probe.await("forbidden", () -> probe.get("/ready").body().contains("forbidden"));
      assertThat(probe.get("/ready").body()).contains("agent { policy = \\\"read\\\" }");
      assertThat(probe.get("/live").statusCode()).isEqualTo(200);
    }
  }

  /// Not in the hook, when it is too late for another one.
  @Test
  void aTokenThatMayDoAllButTransferIsToldEarly() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true))) {
      put(
          nomad,
          "/v1/acl/policy/probe",
          """
          {"Name": "probe", "Rules": "agent { policy = \\"read\\" }\\noperator { policy = \\"write\\" }"}
          """);
      String made =
          put(
              nomad,
              "/v1/acl/token",
              "{\"Name\": \"probe\", \"Type\": \"client\", \"Policies\": [\"probe\"]}");
      Matcher secret = Pattern.compile("\"SecretID\": *\"([^\"]+)\"").matcher(made);
      assertThat(secret.find()).isTrue();
      try (HealthCli probe = started(nomad.address().toString(), "-token", secret.group(1))) {
        probe.await("told", () -> probe.get("/ready").body().contains("a management token"));
        assertThat(probe.get("/ready").statusCode()).isEqualTo(200);
        assertThat(probe.said()).contains("prestop will not hand the lead over");
      }
    }
  }

  private static String put(NomadSimulator nomad, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(nomad.address().resolve(path))
                  .header("X-Nomad-Token", SimulatorOptions.MANAGEMENT_TOKEN)
                  .PUT(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }

  /// A stopped Nomad takes connections and says nothing: every answer is the last look's.
  @Test
  void aNomadThatHangsFromTheStartIsDeadAfterItsGrace() throws Exception {
    try (ServerSocket hangs = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        HealthCli probe =
            started(
                "http://127.0.0.1:" + hangs.getLocalPort(),
                "-start-grace",
                "2s",
                "-prestop-within",
                "1s")) {
      assertThat(probe.get("/live").statusCode()).as("it may still start").isEqualTo(200);
      probe.await("dead", () -> probe.get("/live").statusCode() == 503);
      assertThat(probe.get("/live").body()).contains("never-answered");
      HealthCli stops = ask(probe, "prestop");
      assertThat(stops.ended()).isEqualTo(ExitCode.DONE);
      assertThat(stops.out()).contains("\"result\" : \"unanswered\"");
    }
  }

  @Test
  void aHandOverThatWouldOutliveItsAnswerIsRefused() throws Exception {
    HealthCli odd = new HealthCli("server-probe", "-prestop-within", "25s", "-look-deadline", "5s");
    assertThat(odd.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(odd.said()).contains("prestop-within").contains("make one of them shorter");
  }

  @Test
  void aQuestionThatIsNoneIsRefusedAndSoIsNobody() throws Exception {
    HealthCli odd = new HealthCli("server-probe", "ask", "alive");
    assertThat(odd.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(odd.said()).contains("write live, ready or prestop");
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    HealthCli nobody =
        new HealthCli("server-probe", "ask", "live", "-probe-address", "127.0.0.1:" + port);
    assertThat(nobody.ended()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(nobody.said()).contains("no server-probe answers at http://127.0.0.1:" + port);
  }
}
