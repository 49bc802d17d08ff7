package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import nomadops.simulator.raft.Peers.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Servers beside the one that answers.
class PeersTest {
  private final NomadSimulator nomad = NomadSimulator.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    nomad.close();
    http.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = nomad.address().resolve(path);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(HttpResponse<String> response) throws IOException {
    return JsonMapper.shared().readTree(response.body());
  }

  @Test
  void theLeadGoesToAPeerAndThisServerFollowsIt() throws Exception {
    nomad.peers().put(Peer.of(2));
    nomad.peers().put(Peer.of(3).behind(1));
    JsonNode given =
        json(send("PUT", "/v1/operator/raft/transfer-leadership?id=" + Peer.of(2).id()));
    assertThat(given.path("Noop").asBoolean()).isFalse();
    assertThat(given.at("/To/Address").asString()).isEqualTo(Peer.of(2).address());

    JsonNode self = json(send("GET", "/v1/agent/self"));
    assertThat(self.at("/stats/nomad/leader").asString()).isEqualTo("false");
    assertThat(self.at("/stats/nomad/leader_addr").asString()).isEqualTo(Peer.of(2).address());
    JsonNode health = json(send("GET", "/v1/operator/autopilot/health"));
    assertThat(health.path("Leader").asString()).isEqualTo(Peer.of(2).id());
    assertThat(health.path("FailureTolerance").asInt()).isEqualTo(1);
    assertThat(json(send("GET", "/v1/status/peers"))).hasSize(3);
  }

  @Test
  void anUnhealthyPeerMakesTheClusterUnhealthyAndNoLeaderIsNoAnswer() throws Exception {
    nomad.peers().put(Peer.of(2).unhealthy());
    HttpResponse<String> health = send("GET", "/v1/operator/autopilot/health");
    assertThat(health.statusCode()).isEqualTo(429);
    assertThat(json(health).path("Healthy").asBoolean()).isFalse();

    nomad.loseLeader();
    HttpResponse<String> none = send("GET", "/v1/operator/autopilot/health");
    assertThat(none.statusCode()).isEqualTo(500);
    assertThat(none.body()).isEqualTo("No cluster leader");
  }
}
