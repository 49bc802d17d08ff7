package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.cli.CommandTree;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools themselves take the command lines and the settings of their containers. */
class KubernetesSettingsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @BeforeAll
  static void kubectlIsThere() {
    Optional<String> missing = KubernetesFolder.missing();
    assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
  }

  /// What a container is told: its command, its environment, its file.
  private record Told(
      String name, List<String> arguments, Map<String, String> environment, String file, int port) {

    static Told of(KubernetesCluster cluster, JsonNode tool) {
      Map<String, String> environment = new LinkedHashMap<>();
      tool.path("envFrom")
          .forEach(from ->
              cluster
                  .one("ConfigMap", from.at("/configMapRef/name").asString(""))
                  .data()
                  .forEach(entry -> environment.put(entry.getKey(), entry.getValue())));
      tool.path("env")
          .forEach(env ->
              environment.put(env.path("name").asString(""), env.path("value").asString("")));
      String name = KubernetesCluster.name(tool);
      return new Told(
          name,
          tool.path("args").valueStream().map(argument -> argument.asString("")).toList(),
          environment,
          cluster.file(name, name + ".yaml"),
          tool.at("/ports/0/containerPort").asInt());
    }

    /// The words before the options.
    List<String> command() {
      return arguments.subList(0, arguments.indexOf("--config"));
    }
  }

  private static List<Told> everything() {
    return KubernetesFolder.clusters().stream()
        .map(KubernetesCluster::of)
        .flatMap(cluster -> cluster.tools().stream().map(tool -> Told.of(cluster, tool)))
        .toList();
  }

  @Test
  void everyCommandLineIsOne() {
    assertThat(everything())
        .extracting(Told::name)
        .contains("server-probe", "exporter", "gc", "health-controller", "drainer", "autoscaler");
    for (Told told : everything()) {
      assertThat(CommandTree.fault(told.arguments())).as(told.name()).isEmpty();
      assertThat(told.arguments()).endsWith("--config", "/etc/nomad-ops/" + told.name() + ".yaml");
    }
    assertThat(CommandTree.fault(List.of("gc", "runs", "--config", "x"))).isPresent();
  }

  @Test
  void everySettingIsOneThatItsToolKnows() throws IOException {
    for (Told told : everything()) {
      Map<String, JsonNode> settings = settings(told, told.file());
      assertThat(value(settings, "token-file")).isEqualTo("/run/secrets/nomad/token");
      assertThat(value(settings, "log-format")).isEqualTo("json");
      String address =
          value(settings, told.name().equals("server-probe") ? "probe-address" : "admin-address");
      assertThat(address).as("the port of %s", told.name()).isEqualTo("0.0.0.0:" + told.port());
      assertThat(value(settings, "address"))
          .as(told.name())
          .isIn("http://127.0.0.1:4646", "https://127.0.0.1:4646");
      assertThat(settings.get("ca-cert").isString())
          .isEqualTo(value(settings, "address").startsWith("https"));
    }
  }

  @Test
  void aMisspeltSettingIsFound() throws IOException {
    for (Told told : everything()) {
      String wrong = told.file().replace("token-file:", "token-flie:");
      assertThatThrownBy(() -> settings(told, wrong))
          .hasMessageContaining("token-flie")
          .hasMessageContaining("token-file");
    }
  }

  @Test
  void nobodyIsTakenOutOfSchedulingByDefault() throws IOException {
    for (Told told : everything()) {
      if (told.name().equals("health-controller")) {
        assertThat(value(settings(told, told.file()), "dry-run")).isEqualTo("true");
      }
    }
  }

  private static String value(Map<String, JsonNode> settings, String key) {
    assertThat(settings).containsKey(key);
    return settings.get(key).asString("");
  }

  /// The effective settings, by the tool's own `config print`.
  private Map<String, JsonNode> settings(Told told, String file) throws IOException {
    Path config = Files.writeString(folder.resolve(told.name() + ".yaml"), file);
    List<String> words = new ArrayList<>(told.command());
    if (words.getLast().equals("run")) {
      words.removeLast();
    }
    words.addAll(List.of("config", "print", "--json", "--config", config.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            told.environment(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.PIPE,
            Terminal.PIPE);
    ExitCode code = CommandTree.run(around, words.toArray(String[]::new));
    if (code != ExitCode.DONE) {
      throw new AssertionError(told.name() + ": " + err.toString(StandardCharsets.UTF_8));
    }
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    JSON.readTree(out.toString(StandardCharsets.UTF_8))
        .forEach(entry -> settings.put(entry.path("key").asString(""), entry.path("value")));
    return settings;
  }
}
