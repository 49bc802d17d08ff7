package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.cluster.Churn;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A seeded cluster is as if it had grown, and can be kept busy.
final class ClusterSeedTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode get(NomadSimulator nomad, String path) throws Exception {
    try (var body = URI.create(nomad.address() + path).toURL().openStream()) {
      return JSON.readTree(body);
    }
  }

  private static Map<String, Integer> count(JsonNode rows, String field) {
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.path(field).asString(), 1, Integer::sum));
    return counts;
  }

  @Test
  void theUsualMixHasWhatWasAskedFor() {
    ClusterSeed seed = ClusterSeed.of(5_000, 20_000, 100_000);
    assertThat(seed.jobs()).isEqualTo(20_000);
    assertThat(seed.allocations()).isBetween(96_000, 100_000);
    assertThatThrownBy(() -> ClusterSeed.of(1, 100, 50)).hasMessageContaining("100 and 50");
    assertThatThrownBy(() -> new ClusterSeed(0, 1, 1, 0, 0, 0, 0, 0)).hasMessageContaining("nodes");
  }

  @Test
  void everythingIsThereAndAgrees() throws Exception {
    ClusterSeed seed = new ClusterSeed(7, 6, 3, 2, 2, 4, 5, 11);
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withNodes(0))) {
      nomad.state().seed(seed);
      assertThat(get(nomad, "/v1/nodes")).hasSize(7);
      JsonNode jobs = get(nomad, "/v1/jobs?namespace=*");
      assertThat(jobs).hasSize(seed.jobs());
      assertThat(count(jobs, "Status")).isEqualTo(Map.of("running", 6 + 2 + 8, "dead", 10 + 11));
      JsonNode allocs = get(nomad, "/v1/allocations?namespace=*&resources=true");
      assertThat(allocs).hasSize(seed.allocations());
      assertThat(count(allocs, "ClientStatus"))
          .isEqualTo(Map.of("running", 18 + 8, "complete", 12 + 19, "failed", 2));
      assertThat(count(allocs, "NodeName").values()).allMatch(n -> n >= 8 && n <= 9);
      JsonNode evals = get(nomad, "/v1/evaluations?namespace=*");
      assertThat(evals).hasSize(seed.evaluations());
      assertThat(count(evals, "Status")).isEqualTo(Map.of("complete", seed.evaluations()));
      JsonNode deployments = get(nomad, "/v1/deployments?namespace=*");
      assertThat(count(deployments, "Status")).isEqualTo(Map.of("successful", 6));
      JsonNode parent = get(nomad, "/v1/job/param-0001/summary");
      assertThat(parent.at("/Children/Running").asInt()).isEqualTo(4);
      assertThat(parent.at("/Children/Dead").asInt()).isEqualTo(5);
    }
  }

  @Test
  void whatIsSeededLivesOn() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withNodes(0))) {
      nomad.state().seed(new ClusterSeed(3, 2, 2, 0, 0, 0, 0, 0));
      String lost = get(nomad, "/v1/allocations").path(0).path("ID").asString();
      nomad.state().retireNode(get(nomad, "/v1/allocation/" + lost).path("NodeID").asString());
      JsonNode allocs = get(nomad, "/v1/allocations");
      assertThat(count(allocs, "ClientStatus").get("running")).isEqualTo(4);
      assertThat(count(allocs, "ClientStatus").get("lost")).isPositive();
    }
  }

  @Test
  void churnKeepsItsRateAndTheClusterItsSize() throws Exception {
    VirtualClock clock = SimClock.virtual();
    try (NomadSimulator nomad =
        NomadSimulator.start(
            SimulatorOptions.defaults()
                .withClock(clock)
                .withNodes(0)
                .withEvents(Duration.ofSeconds(30), 100_000))) {
      nomad.state().seed(new ClusterSeed(20, 10, 2, 0, 0, 0, 0, 0));
      Churn churn = nomad.churn(500);
      for (int i = 0; i < 600; i++) {
        clock.advance(Duration.ofMillis(100));
      }
      churn.close();
      assertThat(churn.events()).isBetween(25_000L, 35_000L);
      assertThat(nomad.state().jobs()).isBetween(1_000, 1_110);
      assertThat(nomad.state().allocations()).isLessThan(1_150);
      assertThat(nomad.state().jobs("running")).isLessThan(100);
      clock.advance(Duration.ofSeconds(10));
      long after = churn.events();
      clock.advance(Duration.ofSeconds(10));
      assertThat(churn.events()).isEqualTo(after);
    }
  }

  @Test
  void lostEventsLeaveNoTrace() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      var connection =
          URI.create(nomad.address() + "/v1/event/stream?topic=Job").toURL().openConnection();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("{}");
        String _ = nomad.state().register(job("a"));
        nomad.loseEvents(true);
        String _ = nomad.state().register(job("b"));
        nomad.loseEvents(false);
        String _ = nomad.state().register(job("c"));
        StringBuilder heard = new StringBuilder();
        while (!heard.toString().contains("\"Key\":\"c\"")) {
          heard.append(lines.readLine());
        }
        assertThat(heard).contains("\"Key\":\"a\"").doesNotContain("\"Key\":\"b\"");
      }
      assertThat(nomad.state().jobs()).isEqualTo(3);
    }
  }

  private static String job(String id) {
    return "{\"Job\":{\"ID\":\""
        + id
        + "\",\"Type\":\"batch\",\"TaskGroups\":[{\"Name\":\"g\",\"Count\":0,\"Tasks\":[{\"Name\":\"t\",\"Driver\":\"mock_driver\"}]}]}}";
  }
}
