package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nomadops.runtime.Golden;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of preflights shows what is printed, and names every check. */
class PreflightDocTest {
  private static final Path PAGE = Path.of("../docs/preflight.md");
  private static final String BEGIN = "<!-- example -->\n```\n";
  private static final String END = "```\n<!-- end -->";
  private static final String RULES =
      """
      namespace "*" { capabilities = ["list-jobs", "read-job", "purge-job"] }
      namespace "default" { variables { path "nomad-ops/gc/leader" { capabilities = ["read", "write"] } } }
      agent { policy = "read" }
      """;

  @Test
  void theExampleIsWhatIsPrinted() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String token = admin.token("gc", RULES);
      Terminal screen = new Terminal(true, false, 120);
      String printed =
          answer(nomad, token, screen, "gc", "preflight")
              .replace(nomad.address().toString(), "http://10.0.0.1:4646")
              .replaceAll(
                  "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "4c4ba0ca-3ac0-1b6b-93a6-0cf7d1a0a5f1")
              .replaceAll("127\\.0\\.0\\.1:\\d+", "10.0.0.1:4647")
              .replaceAll(" +\n", "\n");
      String page = Files.readString(PAGE);
      String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
      Golden.matches(PAGE, before + printed + page.substring(page.indexOf(END)));
    }
  }

  @Test
  void everyCheckIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    // Or else the SDK looks for credentials at addresses that are not ours.
    System.setProperty("aws.accessKeyId", "x");
    System.setProperty("aws.secretAccessKey", "x");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      for (List<String> words :
          List.of(
              List.of("gc", "preflight"),
              List.of("exporter", "preflight"),
              List.of("snapshot", "preflight", "-target", "/tmp"),
              List.of("health", "preflight", "agent"),
              List.of("health", "preflight", "controller"),
              List.of("health", "preflight", "server-probe"),
              List.of(
                  "drainer",
                  "preflight",
                  "-queues",
                  "http://127.0.0.1:1/0/terminations",
                  "-autoscaling-endpoint",
                  "http://127.0.0.1:1"),
              List.of(
                  "autoscaler",
                  "preflight",
                  "-pools",
                  "[{name: p, max: 1, groups: [{exec: [/x], name: x}]}]"))) {
        String printed =
            answer(nomad, "", Terminal.PIPE, join(words, "-json").toArray(String[]::new));
        JsonNode json = JsonMapper.builder().build().readTree(printed);
        assertThat(json.path("findings")).as(String.join(" ", words)).isNotEmpty();
        for (JsonNode finding : json.path("findings")) {
          assertThat(page).contains("`" + finding.path("check").asString() + "`");
        }
      }
    }
  }

  private static List<String> join(List<String> words, String one) {
    return java.util.stream.Stream.concat(words.stream(), java.util.stream.Stream.of(one)).toList();
  }

  private static String answer(
      NomadSimulator nomad, String token, Terminal screen, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            Map.of(
                "NOMAD_ADDR",
                nomad.address().toString(),
                "NOMAD_TOKEN",
                token,
                "AWS_REGION",
                "us-east-1"),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            screen,
            Terminal.PIPE);
    var _ = new Program(NomadOps.tree(), around).run(words);
    return out.toString(StandardCharsets.UTF_8);
  }
}
