package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.journal.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Leases, run times, drains, stale reads, faults and leaders, on a clock that the test moves.
final class VirtualTimeTest {
  private static final String ACQUIRE =
      "{\"Items\":{\"holder\":\"a\"},\"Lock\":{\"TTL\":\"15s\",\"LockDelay\":\"10s\"}}";
  private final VirtualClock clock = SimClock.virtual();
  private final HttpClient http = HttpClient.newHttpClient();
  private NomadSimulator nomad;

  @BeforeEach
  void start() {
    nomad =
        NomadSimulator.start(
            SimulatorOptions.defaults().withClock(clock).withStaleness(Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() {
    nomad.close();
  }

  @Test
  void aLeaseThatIsNotRenewedCannotBeTakenBeforeItsDelayHasPassed() throws Exception {
    assertThat(put("/v1/var/l?lock-acquire", ACQUIRE).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(16));
    assertThat(put("/v1/var/l?lock-acquire", ACQUIRE).statusCode()).isEqualTo(409);
    clock.advance(Duration.ofSeconds(10));
    assertThat(put("/v1/var/l?lock-acquire", ACQUIRE).statusCode()).isEqualTo(200);
  }

  @Test
  void anExpiredLeaseCannotBeRenewedAndARenewedOneLives() throws Exception {
    String id =
        put("/v1/var/l?lock-acquire", ACQUIRE).body().replaceAll(".*\"ID\":\"([^\"]+)\".*", "$1");
    String renew = "{\"Lock\":{\"ID\":\"" + id + "\"}}";
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(14));
      assertThat(put("/v1/var/l?lock-renew", renew).statusCode()).isEqualTo(200);
    }
    clock.advance(Duration.ofSeconds(16));
    HttpResponse<String> late = put("/v1/var/l?lock-renew", renew);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).isEqualTo("attempting to modify locked variable");
  }

  @Test
  void aJobRunsAsLongAsItsDriverSays() {
    nomad.state().register(job("a", "30s", 0));
    assertThat(status("a")).isEqualTo("running");
    clock.advance(Duration.ofSeconds(29));
    assertThat(status("a")).isEqualTo("running");
    clock.advance(Duration.ofSeconds(1));
    assertThat(status("a")).isEqualTo("dead");
  }

  @Test
  void whatDoesNotFitWaitsBlockedUntilThereIsRoom() {
    nomad.state().register(job("big", "60s", 3_900));
    nomad.state().register(job("next", "60s", 3_900));
    assertThat(nomad.state().broker().blocked()).isEqualTo(1);
    assertThat(status("next")).isEqualTo("pending");
    clock.advance(Duration.ofSeconds(60));
    assertThat(status("big")).isEqualTo("dead");
    assertThat(status("next")).isEqualTo("running");
    assertThat(nomad.state().broker().blocked()).isZero();
  }

  @Test
  void aDrainForcesBatchWorkOutAtItsDeadline() throws Exception {
    nomad.state().register(job("a", "1h", 0));
    String nodes = get("/v1/nodes").body();
    String node = nodes.replaceAll(".*\"ID\":\"([^\"]+)\".*", "$1");
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":{\"Deadline\":60000000000}}");
    clock.advance(Duration.ofSeconds(59));
    assertThat(get("/v1/node/" + node).body()).contains("\"Drain\":true");
    assertThat(status("a")).isEqualTo("running");
    clock.advance(Duration.ofSeconds(1));
    assertThat(get("/v1/node/" + node).body())
        .contains("\"Drain\":false", "\"Status\":\"complete\"");
    assertThat(status("a")).isEqualTo("dead");
  }

  @Test
  void aDrainThatWaitedForASysbatchAllocationAloneEndsWhenItsDeadlineIsAnother() throws Exception {
    nomad.state().register(job("a", "20s", 0).replace("\"batch\"", "\"sysbatch\""));
    String node = get("/v1/nodes").body().replaceAll(".*\"ID\":\"([^\"]+)\".*", "$1");
    String forEver = "{\"DrainSpec\":{\"Deadline\":0}}";
    put("/v1/node/" + node + "/drain", forEver);
    clock.advance(Duration.ofHours(1));
    assertThat(get("/v1/node/" + node + "/allocations").body())
        .contains("\"ClientStatus\":\"complete\"");
    put("/v1/node/" + node + "/drain", forEver);
    assertThat(get("/v1/node/" + node).body())
        .contains("\"Drain\":true", "\"Status\":\"draining\"");
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":{\"Deadline\":3600000000000}}");
    assertThat(get("/v1/node/" + node).body())
        .contains("\"Drain\":false", "\"Status\":\"complete\"");
  }

  @Test
  void theJournalTellsWhenANodeWasMarkedAndDrainedAndUntilWhen() throws Exception {
    nomad.state().register(job("a", "1h", 0));
    String node = get("/v1/nodes").body().replaceAll(".*\"ID\":\"([^\"]+)\".*", "$1");
    put("/v1/node/" + node + "/eligibility", "{\"Eligibility\":\"ineligible\"}");
    put("/v1/node/" + node + "/eligibility", "{\"Eligibility\":\"ineligible\"}");
    Instant marked = clock.instant();
    clock.advance(Duration.ofSeconds(5));
    Instant drained = clock.instant();
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":{\"Deadline\":0}}");
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":{\"Deadline\":60000000000}}");
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":null}");
    clock.advance(Duration.ofSeconds(5));
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":{\"Deadline\":-1}}");
    assertThat(nomad.state().journal().effects().stream().filter(VirtualTimeTest::isOfNode))
        .extracting(effect -> withoutIndex(effect, node))
        .containsExactly(
            "ineligible at " + marked,
            "drain at %s until null".formatted(drained),
            "drain again at %s until %s".formatted(drained, drained.plusSeconds(60)),
            "no drain at " + drained,
            "drain at %1$s until %1$s".formatted(drained.plusSeconds(5)));
  }

  private static boolean isOfNode(Effect effect) {
    return effect instanceof Effect.NodeDrain || effect instanceof Effect.NodeEligibility;
  }

  private static String withoutIndex(Effect effect, String node) {
    return switch (effect) {
      case Effect.NodeEligibility e when e.nodeId().equals(node) ->
          (e.eligible() ? "eligible at " : "ineligible at ") + e.at();
      case Effect.NodeDrain d when d.nodeId().equals(node) && d.draining() ->
          "drain %sat %s until %s".formatted(d.again() ? "again " : "", d.at(), d.forceDeadline());
      case Effect.NodeDrain d when d.nodeId().equals(node) -> "no drain at " + d.at();
      default -> "something else: " + effect;
    };
  }

  @Test
  void aDrainEndsWhenItHasToldSystemAllocationsToStop() throws Exception {
    nomad.state().register(job("a", "20s", 0));
    nomad.state().register(job("s", "24h", 0).replace("\"batch\"", "\"system\""));
    String node = get("/v1/nodes").body().replaceAll(".*\"ID\":\"([^\"]+)\".*", "$1");
    put("/v1/node/" + node + "/drain", "{\"DrainSpec\":{\"Deadline\":0}}");
    assertThat(get("/v1/node/" + node).body()).contains("\"Drain\":true");
    clock.advance(Duration.ofSeconds(20));
    assertThat(get("/v1/node/" + node).body()).contains("\"Drain\":false");
    assertThat(get("/v1/node/" + node + "/allocations").body())
        .contains("alloc not needed as node is tainted");
  }

  @Test
  void staleReadsLagWithTheirOwnIndexAndDefaultReadsDoNot() throws Exception {
    nomad.state().seedDeadJobs(1);
    clock.advance(Duration.ofSeconds(6));
    HttpResponse<String> before = get("/v1/jobs");
    nomad.state().seedDeadJobs(DeadJobSeed.of(1).idPrefix("new-"));
    HttpResponse<String> stale = get("/v1/jobs?stale");
    assertThat(stale.body()).doesNotContain("new-");
    assertThat(stale.headers().firstValue("X-Nomad-Index"))
        .isEqualTo(before.headers().firstValue("X-Nomad-Index"));
    assertThat(stale.headers().firstValue("X-Nomad-LastContact")).contains("5000");
    assertThat(get("/v1/jobs").body()).contains("new-");
    clock.advance(Duration.ofSeconds(6));
    assertThat(get("/v1/jobs?stale").body()).contains("new-");
  }

  @Test
  void withoutALeaderOnlyStaleReadsAreAnswered() throws Exception {
    nomad.state().seedDeadJobs(1);
    nomad.loseLeader();
    HttpResponse<String> refused = get("/v1/jobs");
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.body()).isEqualTo("No cluster leader");
    assertThat(refused.headers().firstValue("X-Nomad-Index")).isEmpty();
    HttpResponse<String> stale = get("/v1/jobs?stale");
    assertThat(stale.statusCode()).isEqualTo(200);
    assertThat(stale.headers().firstValue("X-Nomad-KnownLeader")).contains("false");
    nomad.regainLeader();
    assertThat(get("/v1/jobs").statusCode()).isEqualTo(200);
  }

  @Test
  void aRestartKeepsTheStateAndItsIndex() throws Exception {
    nomad.state().seedDeadJobs(3);
    long index = nomad.state().index();
    URI address = nomad.address();
    nomad.restart();
    assertThat(nomad.address()).isEqualTo(address);
    assertThat(get("/v1/job/dead-0000002").statusCode()).isEqualTo(200);
    assertThat(nomad.state().index()).isEqualTo(index);
  }

  @Test
  void aResetAfterwardsHasBeenAppliedAndOneBeforehandHasNot() {
    nomad.state().seedDeadJobs(2);
    nomad
        .faults()
        .inject(Match.of("DELETE", "/v1/job/dead-0000000").times(1), new Fault.ResetAfter());
    nomad
        .faults()
        .inject(Match.of("DELETE", "/v1/job/dead-0000001").times(1), new Fault.ResetBefore());
    assertThat(failing("/v1/job/dead-0000000?purge=true")).isTrue();
    assertThat(failing("/v1/job/dead-0000001?purge=true")).isTrue();
    assertThat(nomad.state().job("default", "dead-0000000")).isEmpty();
    assertThat(nomad.state().job("default", "dead-0000001")).isPresent();
  }

  @Test
  void aFaultHitsAsOftenAsItIsTold() throws Exception {
    var handle =
        nomad.faults().inject(Match.of("GET", "/v1/jobs").times(2), Fault.tooManyRequests(3));
    HttpResponse<String> limited = get("/v1/jobs");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("3");
    assertThat(get("/v1/jobs").statusCode()).isEqualTo(429);
    assertThat(get("/v1/jobs").statusCode()).isEqualTo(200);
    assertThat(handle.hits()).isEqualTo(2);
    nomad.faults().inject(Match.of("GET", "/v1/jobs").times(1), new Fault.BrokenJson());
    assertThat(get("/v1/jobs").body()).isEqualTo("[}");
  }

  private String status(String id) {
    return nomad.state().job("default", id).orElseThrow().status();
  }

  private static String job(String id, String runFor, int cpu) {
    return """
    {"Job":{"ID":"%s","Type":"batch","TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","Config":{"run_for":"%s"},"Resources":{"CPU":%d,"MemoryMB":16}}]}]}}\
    """
        .formatted(id, runFor, Math.max(20, cpu));
  }

  /// True when the connection broke; the JDK's client sends a DELETE again once, so the fault may
  /// need two hits.
  private boolean failing(String path) {
    try {
      http.send(
          HttpRequest.newBuilder(nomad.address().resolve(path))
              .method("PUT", HttpRequest.BodyPublishers.noBody())
              .method("DELETE", HttpRequest.BodyPublishers.ofString("{}"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
      return false;
    } catch (java.io.IOException expected) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(nomad.address().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(nomad.address().resolve(path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
