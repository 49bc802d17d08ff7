package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.deploy.ServerPods.Advertised;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real servers with the manifests' own configuration, moved as pods are. Needs NOMAD_BIN. */
@Timeout(330)
class KubernetesIdentityTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // The leader looks once a minute whether servers are what they were, and autopilot waits 10 s
  // before one may vote.
  private static final Duration RECONCILED = Duration.ofSeconds(150);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(25);
  private static final String JOB =
      """
      {"Job":{"ID":"kept","Type":"service","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"mock_driver"}]}]}}\
      """;

  @TempDir Path folder;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Path binary = Path.of("");
  private String token = "";

  private interface Asked {
    Optional<?> now() throws InterruptedException;
  }

  @BeforeEach
  void nomadIsThere() {
    String there = Objects.toString(System.getenv("NOMAD_BIN"), "");
    assumeTrue(
        !there.isEmpty(), "left out: no NOMAD_BIN, so the identity of the manifests was not tried");
    binary = Path.of(there).toAbsolutePath();
  }

  @Test
  void allServersMayMoveAtOnce(TestReporter reporter) throws Exception {
    try (ServerPods cluster = new ServerPods(binary, folder, Advertised.THE_SERVICE)) {
      reporter.publishEntry("seconds to the first leader", within(PATIENCE, () -> leader(cluster)));
      prepare(cluster);

      cluster.moveAll();
      reporter.publishEntry(
          "seconds to a leader after all have moved", within(PATIENCE, () -> leader(cluster)));
      within(PATIENCE, () -> kept(cluster));
      reporter.publishEntry(
          "seconds to a healthy cluster", within(PATIENCE, () -> healthy(cluster)));

      String lost = id(healthy(cluster).orElseThrow());
      cluster.replace(1);
      reporter.publishEntry(
          "seconds until a server with an empty disk is a healthy voter",
          within(RECONCILED, () -> healthy(cluster).filter(health -> !id(health).equals(lost))));
      assertThat(kept(cluster)).isPresent();
    }
  }

  @Test
  void serversThatAreTheirPodsNeverElectALeaderAgain() throws Exception {
    try (ServerPods cluster = new ServerPods(binary, folder, Advertised.THE_POD)) {
      within(PATIENCE, () -> leader(cluster));
      cluster.moveAll();
      long until = System.nanoTime() + LONG_ENOUGH.toNanos();
      within(PATIENCE, () -> answering(cluster));
      while (System.nanoTime() < until) {
        assertThat(leader(cluster)).isEmpty();
        Thread.sleep(500);
      }
    }
  }

  private void prepare(ServerPods cluster) throws InterruptedException {
    within(
        PATIENCE,
        () -> {
          Optional<JsonNode> made = send(cluster, 0, "PUT", "/v1/acl/bootstrap", "");
          made.ifPresent(node -> token = node.path("SecretID").asString(""));
          return made;
        });
    within(PATIENCE, () -> send(cluster, 0, "PUT", "/v1/jobs", JOB));
    within(PATIENCE, () -> healthy(cluster));
  }

  private Optional<String> leader(ServerPods cluster) throws InterruptedException {
    Set<String> told = new HashSet<>();
    for (int i = 0; i < ServerPods.SERVERS; i++) {
      told.add(
          send(cluster, i, "GET", "/v1/status/leader?stale", "")
              .map(node -> node.asString(""))
              .orElse(""));
    }
    return told.size() == 1 && !told.contains("")
        ? Optional.of(told.iterator().next())
        : Optional.empty();
  }

  private Optional<Boolean> answering(ServerPods cluster) throws InterruptedException {
    for (int i = 0; i < ServerPods.SERVERS; i++) {
      if (send(cluster, i, "GET", "/v1/status/leader?stale", "").isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(true);
  }

  private Optional<JsonNode> kept(ServerPods cluster) throws InterruptedException {
    return send(cluster, 2, "GET", "/v1/job/kept", "");
  }

  /// By which Raft knows the server that is replaced.
  private static String id(JsonNode health) {
    return health
        .path("Servers")
        .valueStream()
        .filter(server -> server.path("Name").asString("").equals("nomad-server-1.global"))
        .map(server -> server.path("ID").asString(""))
        .findFirst()
        .orElse("");
  }

  /// All three are healthy voters, and one may fail.
  private Optional<JsonNode> healthy(ServerPods cluster) throws InterruptedException {
    return send(cluster, 0, "GET", "/v1/operator/autopilot/health", "")
        .filter(health ->
            health.path("Healthy").asBoolean(false)
                && health.path("FailureTolerance").asInt(0) == 1)
        .filter(health ->
            health
                .path("Servers")
                .valueStream()
                .filter(server ->
                    server.path("Voter").asBoolean(false)
                        && server.path("Healthy").asBoolean(false))
                .map(server -> server.path("Name").asString(""))
                .collect(Collectors.toSet())
                .equals(
                    Set.of(
                        "nomad-server-0.global",
                        "nomad-server-1.global",
                        "nomad-server-2.global")));
  }

  private Optional<JsonNode> send(
      ServerPods cluster, int server, String method, String path, String body)
      throws InterruptedException {
    URI uri = URI.create(cluster.pods().get(server).http() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(3))
            .header("X-Nomad-Token", token)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Asks until there is an answer; how long that took.
  private static String within(Duration patience, Asked asked) throws InterruptedException {
    long began = System.nanoTime();
    while (asked.now().isEmpty()) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(patience);
      Thread.sleep(100);
    }
    return "%.1f".formatted((System.nanoTime() - began) / 1e9);
  }
}
