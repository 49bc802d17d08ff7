package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import nomadops.gc.Await;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Faults;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an operator sees of a running `gc run`: while it purges, while it is held, and while its
/// lists fail.
@Timeout(120)
class AdminPagesTest {
  @TempDir Path folder;

  @Test
  void thePagesShowThatItPurgesThatItIsHeldAndThatItsListsFail() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(5_000);
      nomad.state().seedDeadJobs(DeadJobSeed.of(7).idPrefix("young-").age(Duration.ofMinutes(10)));
      try (GcChild gc = start(nomad, "-max-rate=50", "-list-interval=1s")) {
        Await.until("it purges", () -> nomad.state().journal().purges().size() >= 20);
        assertPurging(gc);

        nomad.loseLeader();
        Await.until("it is held", () -> heldBy(gc).equals("no_leader"));
        assertHeld(gc, "no_leader", "Nomad has no leader");
        assertThat(gc.status().at("/nomad/leader").asString()).isEqualTo("unknown");
        int held = nomad.state().journal().purges().size();
        nomad.regainLeader();
        Await.until("it goes on", () -> nomad.state().journal().purges().size() > held);
        Await.until(
            "the hold is over",
            () -> gc.page("/metrics").body().contains("gc_hold{cause=\"no_leader\"} 0"));
      }
    }
  }

  @Test
  void aListThatFailsMakesItNotReadyUntilOneSucceeds() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start();
        GcChild gc = start(nomad, "-list-interval=1s")) {
      Await.until("it has listed", () -> listed(gc));
      Faults.Handle refusal =
          nomad
              .faults()
              .inject(Match.of("GET", "/v1/jobs"), new Fault.Status(403, "Permission denied", 0));
      Await.until("it is not ready", () -> gc.page("/readyz").statusCode() == 503);
      assertThat(gc.page("/readyz").body())
          .startsWith("{\"ok\":false,\"failing\":{\"nomad\":\"the last list failed: GET /v1/jobs")
          .contains("403");
      assertThat(gc.page("/livez").statusCode()).isEqualTo(200);
      assertThat(gc.status().at("/list/fault").asString()).contains("Permission denied");
      assertThat(gc.page("/").body()).contains("the last list failed");
      refusal.remove();
      Await.until("it is ready again", () -> gc.page("/readyz").statusCode() == 200);
      assertThat(gc.status().at("/list/fault").asString()).isEmpty();
    }
  }

  @Test
  void aPausedBrokerHoldsItAndThePagesSaySo() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      pauseBroker(nomad.address());
      try (GcChild gc = start(nomad, "-list-interval=1s")) {
        Await.until(
            "it has seen the pause", () -> gc.status().at("/nomad/broker_paused").asBoolean());
        nomad.state().seedDeadJobs(40);
        Await.until("it is held", () -> heldBy(gc).equals("broker_paused"));
        assertHeld(gc, "broker_paused", "Nomad's evaluation broker is paused");
        // Whether they are surely idle depends on whether a list was there before them.
        JsonNode verdicts = gc.status().at("/list/verdicts");
        assertThat(
                verdicts.path("purge: expired").asInt(0)
                    + verdicts.path("purge: expired_if_idle").asInt(0))
            .as(gc.status().toString())
            .isEqualTo(40);
        assertThat(nomad.state().journal().purges()).isEmpty();
        assertThat(gc.stop()).as(gc.log()).isZero();
      }
      assertThat(nomad.state().jobs("dead")).isEqualTo(40);
    }
  }

  private GcChild start(NomadSimulator nomad, String... options) throws Exception {
    String[] all = java.util.Arrays.copyOf(options, options.length + 1);
    all[options.length] = "-leader=none";
    return GcChild.start(folder, "pages", nomad.address(), all);
  }

  private static void assertPurging(GcChild gc) throws Exception {
    assertThat(gc.page("/livez").body())
        .isEqualToIgnoringWhitespace("{\"ok\":true,\"failing\":{}}");
    assertThat(gc.page("/readyz").body())
        .isEqualToIgnoringWhitespace("{\"ok\":true,\"failing\":{}}");
    assertThat(gc.page("/nothing").statusCode()).isEqualTo(404);
    JsonNode status = gc.status();
    assertThat(status.get("process").asString()).isEqualTo("gc");
    assertThat(status.at("/leadership/leading").asBoolean()).isTrue();
    assertThat(status.at("/pace/held_by").asString()).isEmpty();
    assertThat(status.at("/pace/profile").asString()).isEqualTo("normal");
    assertThat(status.at("/outcomes/purged").asInt()).isGreaterThanOrEqualTo(19);
    assertThat(status.at("/jobs/failing").asInt()).isZero();
    assertThat(status.at("/jobs/in_flight").asInt()).isPositive();
    assertThat(status.at("/events/connected").asBoolean()).isTrue();
    assertThat(status.at("/nomad/leader").asString()).isNotEqualTo("unknown");
    assertThat(status.at("/clock").asString()).isEqualTo("believed");
    assertThat(gc.page("/metrics").body())
        .containsPattern("gc_purges_total\\{outcome=\"purged\"} [1-9]")
        .contains("gc_hold{cause=\"no_leader\"} 0", "gc_stream_connected 1", "gc_parked_jobs 0");
    HttpResponse<String> front = gc.page("/");
    assertThat(front.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(front.body())
        .contains("<title>", "Decisions", "purged")
        .doesNotContain(" src=", "href=\"http");
    assertThat(status.at("/decisions/0/what").asString()).isEqualTo("purge");
    assertThat(status.at("/decisions/0/why").asString()).isNotEmpty();
  }

  private static void assertHeld(GcChild gc, String cause, String reason) throws Exception {
    assertThat(gc.status().at("/pace/reason").asString()).isEqualTo(reason);
    assertThat(gc.page("/metrics").body()).contains("gc_hold{cause=\"" + cause + "\"} 1");
    assertThat(gc.page("/livez").statusCode()).as("a restart would not help").isEqualTo(200);
    assertThat(gc.page("/").body()).contains(cause.replace('_', ' '));
  }

  private static String heldBy(GcChild gc) throws Exception {
    return gc.status().at("/pace/held_by").asString();
  }

  private static boolean listed(GcChild gc) throws Exception {
    return !gc.status().at("/list/at").asString().equals("never");
  }

  private static void pauseBroker(URI nomad) throws Exception {
    HttpRequest pause =
        HttpRequest.newBuilder(nomad.resolve("/v1/operator/scheduler/configuration"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"PauseEvalBroker\": true}"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(pause, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }
}
