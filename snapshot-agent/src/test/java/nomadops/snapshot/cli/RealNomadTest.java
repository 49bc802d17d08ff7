package nomadops.snapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.simulator.agent.NomadAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The restore of docs/snapshot.md on real servers: saved, lost, and brought back by another one.
@EnabledIfEnvironmentVariable(named = "NOMAD_BIN", matches = ".+")
@Timeout(180)
class RealNomadTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MORE = 20;
  private static final String VARIABLE = "/v1/var/secret/db";

  @TempDir Path folder;
  private final Path binary = Path.of(System.getenv("NOMAD_BIN"));

  @Test
  void whatWasSavedComesBackOnANewServer() throws Exception {
    String token;
    try (NomadAgent nomad = NomadAgent.start(binary)) {
      token = nomad.managementToken();
      String body = "{\"Path\":\"secret/db\",\"Items\":{\"password\":\"hunter2\"}}";
      HttpRequest.BodyPublisher secret = HttpRequest.BodyPublishers.ofString(body);
      // A server that has just begun to lead makes its keyring first.
      HttpResponse<String> written = answer(nomad.address(), token, "PUT", VARIABLE, secret);
      for (int i = 0; written.body().contains("keyring has not been initialized"); i++) {
        assertThat(i).as(written.body()).isLessThan(300);
        Thread.sleep(100);
        written = answer(nomad.address(), token, "PUT", VARIABLE, secret);
      }
      assertThat(written.body()).contains("hunter2");
      fill(nomad.address(), token);
      SnapshotRun saved = run(nomad.address(), token, "save");
      assertThat(saved.code()).as(saved.err()).isEqualTo(ExitCode.DONE);
    }
    SnapshotRun verified = run(URI.create("http://127.0.0.1:9"), "", "verify", "latest", "-json");
    JsonNode facts = JSON.readTree(verified.out());
    assertThat(facts.at("/rows/variables").asInt()).isEqualTo(1 + MORE);
    assertThat(facts.path("keyring").asString()).isEqualTo("whole");
    try (NomadAgent other = NomadAgent.start(binary)) {
      String answer =
          send(
              other.address(),
              other.managementToken(),
              "PUT",
              "/v1/operator/snapshot",
              HttpRequest.BodyPublishers.ofFile(file()));
      assertThat(answer).isEmpty();
      assertThat(send(other.address(), token, "GET", VARIABLE, HttpRequest.BodyPublishers.noBody()))
          .as("the old token holds, and the keyring came along")
          .contains("hunter2");
    }
  }

  /// Rows that are longer than the buffers through which they are read.
  private static void fill(URI nomad, String token) throws IOException, InterruptedException {
    String large = "0123456789".repeat(3_000);
    for (int i = 0; i < MORE; i++) {
      String path = "secret/large-" + i;
      String body = "{\"Path\":\"" + path + "\",\"Items\":{\"value\":\"" + large + "\"}}";
      String _ =
          send(nomad, token, "PUT", "/v1/var/" + path, HttpRequest.BodyPublishers.ofString(body));
    }
  }

  private SnapshotRun run(URI nomad, String token, String... words) {
    List<String> all = Stream.concat(Stream.of(words), Stream.of("-target=" + folder)).toList();
    return SnapshotRun.of(
        new FakeSignals(),
        Clockwork.system(),
        Map.of("NOMAD_ADDR", nomad.toString(), "NOMAD_TOKEN", token),
        all);
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static String send(
      URI nomad, String token, String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = answer(nomad, token, method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> answer(
      URI nomad, String token, String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(nomad.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("X-Nomad-Token", token)
            .method(method, body)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
