package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nomadops.deploy.ServerPods.Advertised;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Job's script, run beside real servers as the Job runs it. Needs NOMAD_BIN. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesAclBootstrapTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SCRIPT =
      KubernetesFolder.FOLDER.resolve("components/acl-bootstrap/bootstrap.sh");
  private static final List<String> TOOLS = List.of("gc", "exporter", "server-probe");
  private static final long SECONDS = 60;

  @TempDir static Path root;

  private final HttpClient http = HttpClient.newHttpClient();
  private Optional<ServerPods> servers = Optional.empty();

  /// How the script ended, and what it said.
  private record Ended(int code, String said) {}

  @BeforeAll
  void start() throws Exception {
    String there = Objects.toString(System.getenv("NOMAD_BIN"), "");
    assumeTrue(
        !there.isEmpty(), "left out: no NOMAD_BIN, so the Job that bootstraps ACLs was not tried");
    Path binary = Path.of(there).toAbsolutePath();
    secret("nomad-bootstrap/token");
    for (String tool : TOOLS) {
      secret("nomad-tokens/" + tool + "/token");
      secret("nomad-tokens/" + tool + "/accessor");
    }
    Path policies = Files.createDirectories(root.resolve("etc/nomad-policies"));
    try (Stream<Path> files = Files.list(Path.of("../deploy/acl"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".policy.hcl")).toList()) {
        Files.copy(file, policies.resolve(file.getFileName()));
      }
    }
    Path nomad = Files.createDirectories(root.resolve("bin")).resolve("nomad");
    Files.writeString(nomad, "#!/bin/sh\nexec '" + binary + "' \"$@\"\n");
    assertThat(nomad.toFile().setExecutable(true)).isTrue();
    Path pods = Files.createDirectories(root.resolve("pods"));
    servers = Optional.of(new ServerPods(binary, pods, Advertised.THE_SERVICE));
    // The cluster is being made while the Job runs already.
    Ended first = run();
    assertThat(first.code()).as(first.said()).isZero();
    assertThat(first.said()).contains("nomad-ops-gc: the token was made");
  }

  @AfterAll
  void stop() throws Exception {
    if (servers.isPresent()) {
      servers.get().close();
    }
  }

  @Test
  void eachToolHasItsTokenHoweverOftenTheJobRuns() throws Exception {
    Ended again = run();
    assertThat(again.code()).as(again.said()).isZero();
    assertThat(again.said())
        .contains("nomad-ops-gc: the token is there")
        .doesNotContain("nomad-ops-gc: the token was made");
    for (String tool : TOOLS) {
      JsonNode self = self(read("nomad-tokens/" + tool + "/token"));
      assertThat(self.path("Type").asString("")).isEqualTo("client");
      assertThat(self.path("Policies").valueStream().map(policy -> policy.asString("")))
          .containsExactly("nomad-ops-" + tool);
      assertThat(self.path("AccessorID").asString(""))
          .isEqualTo(read("nomad-tokens/" + tool + "/accessor"));
    }
  }

  @Test
  void anotherSecretForAnAccessorThatNomadKnowsIsRefused() throws Exception {
    secret("nomad-tokens/gc/token");
    Ended refused = run();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("choose a new accessor in the Secret nomad-token-gc");
    secret("nomad-tokens/gc/accessor");
    assertThat(run().code()).isZero();
  }

  @Test
  void aClusterThatSomebodyElseBootstrappedIsLeftAlone() throws Exception {
    Path token = root.resolve("run/secrets/nomad-bootstrap/token");
    String ours = Files.readString(token);
    try {
      secret("nomad-bootstrap/token");
      Ended ended = run();
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.said()).contains("bootstrapped before, with another token");
    } finally {
      Files.writeString(token, ours);
    }
  }

  @Test
  void withoutServersItEndsAndSaysWhy() throws Exception {
    Ended ended = run("http://127.0.0.1:1", 2);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said()).contains("could not be bootstrapped").contains("connection refused");
  }

  private String address() {
    return servers.orElseThrow().pods().getFirst().http().toString();
  }

  private Ended run() throws IOException, InterruptedException {
    return run(address(), 30);
  }

  private static Ended run(String address, int tries) throws IOException, InterruptedException {
    Path output = root.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", SCRIPT.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    var environment = builder.environment();
    environment.keySet().removeIf(key -> key.startsWith("NOMAD_") || key.equals("AWS_CA_BUNDLE"));
    environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
    environment.put("ROOT", root.toString());
    environment.put("NOMAD_ADDR", address);
    environment.put("TRIES", Integer.toString(tries));
    environment.put("PAUSE", "1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private JsonNode self(String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + "/v1/acl/token/self"))
            .header("X-Nomad-Token", token)
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private static void secret(String file) throws IOException {
    Path path = root.resolve("run/secrets").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, UUID.randomUUID().toString());
  }

  private static String read(String file) throws IOException {
    return Files.readString(root.resolve("run/secrets").resolve(file));
  }
}
