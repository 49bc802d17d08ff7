package nomadops.health.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.QuickClock;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.raft.Peers.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server's probe with its canary as a process, over a simulated cluster whose time is quick.
@Timeout(180)
class ServerCanaryTest {
  private static final String RECORD = "/v1/var/nomad-ops/probe/condemned";

  private final QuickClock quick = new QuickClock(15);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    quick.close();
  }

  /// @param thinks how long a worker thinks about an evaluation
  private NomadSimulator three(Duration thinks) {
    Duration none = Duration.ZERO;
    CostModel cost = new CostModel(none, none, none, thinks, none, none, none, none);
    NomadSimulator nomad =
        NomadSimulator.start(
            SimulatorOptions.defaults().withNodes(0).withCost(cost).withClock(quick.clock()));
    nomad.peers().put(Peer.of(2));
    nomad.peers().put(Peer.of(3));
    return nomad;
  }

  private HealthCli probe(NomadSimulator nomad, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "server-probe",
                "-address",
                nomad.address().toString(),
                "-look-deadline",
                "3s",
                "-probe-address",
                "127.0.0.1:0",
                "-canary",
                "-canary-every",
                "2s",
                "-canary-deadline",
                "10s"));
    words.addAll(List.of(more));
    return new HealthCli(Quick.time(quick), words.toArray(String[]::new));
  }

  private static boolean shows(HealthCli probe, String path, String... words) throws Exception {
    String page = probe.get(path).body();
    return List.of(words).stream().allMatch(page::contains);
  }

  private String record(NomadSimulator nomad) throws Exception {
    URI at = nomad.address().resolve(RECORD);
    return http.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void aLeaderThatSchedulesNothingHandsOverAndIsThenDeadForAWhile() throws Exception {
    try (NomadSimulator nomad = three(Duration.ofHours(12));
        HealthCli probe =
            probe(nomad, "-free-wedged-leader", "-wedged-after", "30s", "-condemned-after", "1m")) {
      probe.await("the hand-over", () -> nomad.peers().leader().isPresent());
      probe.await("its outcome", () -> shows(probe, "/status", "\"result\" : \"handed-over\""));
      assertThat(probe.get("/live").statusCode()).isEqualTo(200);
      assertThat(probe.get("/ready").statusCode()).as("it stays a voter").isEqualTo(200);
      assertThat(probe.get("/status").body()).contains("\"stopping\" : false");
      assertThat(record(nomad)).doesNotContain("sim1.global");

      nomad.peers().lead("");
      probe.await("its condemnation", () -> probe.get("/live").statusCode() == 503);
      assertThat(record(nomad)).contains("\"condemned\"").contains("sim1.global");
      probe.await(
          "the reason",
          () ->
              shows(probe, "/live", "\"why\" : \"condemned\"", "leads and schedules nothing")
                  && shows(probe, "/status", "\"condemned\" : true", "\"outcome\" : \"late\"")
                  && shows(probe, "/metrics", "nomad_ops_health_wedge_condemned 1.0"));

      nomad.peers().lead(Peer.of(2).id());
      probe.await("its absolution", () -> probe.get("/live").statusCode() == 200);
      assertThat(probe.get("/metrics").body())
          .contains("nomad_ops_health_wedge_hand_overs_total 1.0")
          .contains("nomad_ops_health_wedge_condemnations_total 1.0")
          .contains("nomad_ops_probe_handovers_total{result=\"handed-over\"} 1.0");
      assertThat(probe.said()).contains("this server is condemned, its liveness fails");
    }
  }

  @Test
  void aLeaderThatSchedulesIsMeasuredAndAFollowerIsNot() throws Exception {
    try (NomadSimulator nomad = three(Duration.ZERO);
        HealthCli probe = probe(nomad, "-free-wedged-leader")) {
      probe.await(
          "a look",
          () ->
              shows(
                  probe,
                  "/metrics",
                  "nomad_ops_health_canary_leading 1.0",
                  "nomad_ops_health_canary_scheduling 1.0"));
      assertThat(probe.get("/status").body())
          .contains("\"outcome\" : \"scheduled\"")
          .contains("\"decision\" : \"watch\"")
          .contains("\"condemned\" : false");
      nomad.peers().lead(Peer.of(3).id());
      probe.await("that it follows", () -> shows(probe, "/metrics", "canary_leading 0.0"));
      assertThat(probe.get("/metrics").body()).contains("nomad_ops_health_canary_scheduling NaN");
    }
  }

  @Test
  void withoutACanaryNothingIsAskedForAndNothingIsTold() throws Exception {
    try (NomadSimulator nomad = three(Duration.ZERO);
        HealthCli probe =
            new HealthCli(
                "server-probe",
                "-address",
                nomad.address().toString(),
                "-probe-address",
                "127.0.0.1:0")) {
      probe.await("ready", () -> probe.get("/ready").statusCode() == 200);
      assertThat(probe.get("/status").body()).doesNotContain("scheduling");
      assertThat(probe.get("/metrics").body()).doesNotContain("canary").doesNotContain("wedge");
    }
  }

  @Test
  void nobodyFreesALeaderThatNobodyLooksAt() throws Exception {
    HealthCli odd = new HealthCli("server-probe", "-free-wedged-leader");
    assertThat(odd.ended()).isEqualTo(ExitCode.USAGE);
    assertThat(odd.said()).contains("free-wedged-leader").contains("set canary to true, too");
  }
}
