package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.autoscaler.source.PrometheusQuery;
import nomadops.autoscaler.source.SizeQuery;
import nomadops.autoscaler.source.SizeQuery.Figure;
import nomadops.demo.OwnProcess;
import nomadops.demo.exporter.LaunchedExporter;
import nomadops.demo.exporter.LaunchedPrometheus;
import nomadops.runtime.Closer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus scrapes the packaged exporter of a packaged simulator, with our rules. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusEndToEndTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path RULES = Launcher.HOME.resolve("deploy/prometheus/nomad-ops.rules.yml");
  private static final Pattern LISTENS =
      Pattern.compile("listens at (http://127\\.0\\.0\\.1:\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String JOB =
      """
      {"Job":{"ID":"api","Type":"service","TaskGroups":[{"Name":"g","Count":2,"Tasks":[{"Name":"t",\
      "Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":500,"MemoryMB":100}}]}]}}\
      """;

  @TempDir static Path folder;

  private final Closer closer = new Closer();
  private final HttpClient http = HttpClient.newHttpClient();
  private URI nomad = URI.create("http://127.0.0.1:1");
  private URI exporter = nomad;
  private URI prometheus = nomad;

  private interface Holds {
    boolean now() throws IOException, InterruptedException;
  }

  @BeforeAll
  void start() throws Exception {
    Optional<Path> program =
        LaunchedPrometheus.installed(Objects.toString(System.getenv("PATH"), ""));
    assumeTrue(
        program.isPresent(),
        "left out: prometheus is not on PATH, so no real Prometheus has scraped the exporter");
    Path out = folder.resolve("simulator.txt");
    closer.register(
        OwnProcess.start(
            Launcher.builder(
                    Map.of("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home")),
                    "simulator",
                    "run",
                    "--port=0",
                    "--dead-jobs=50",
                    "--no-cost")
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())));
    await("the simulator", () -> LISTENS.matcher(Files.readString(out)).find());
    Matcher found = LISTENS.matcher(Files.readString(out));
    assertThat(found.find()).isTrue();
    nomad = URI.create(found.group(1));
    register(JOB);
    // Dead soon, and too young for Nomad to collect.
    register(JOB.replace("api", "short").replace("service", "batch").replace("1h", "100ms"));
    exporter =
        closer
            .register(
                LaunchedExporter.start(Launcher.HOME, nomad, 0, folder.resolve("exporter.log")))
            .address();
    prometheus =
        closer.register(LaunchedPrometheus.start(program.get(), RULES, exporter, folder)).address();
  }

  private void register(String job) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(nomad.resolve("/v1/jobs"))
            .PUT(HttpRequest.BodyPublishers.ofString(job))
            .build();
    assertThat(http.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  @AfterAll
  void stop() throws Exception {
    http.close();
    closer.close();
  }

  @Test
  void itScrapesTheExporterAndSaysWhatNomadSays() throws Exception {
    await("up", () -> value("up{job=\"nomad-ops\"}") == 1);
    int jobs = json(nomad, "/v1/jobs?namespace=*").size();
    assertThat(jobs).isEqualTo(52);
    await("the jobs", () -> value("sum(nomad_jobs)") == jobs);
    assertThat(value("sum(nomad_nodes{status=\"ready\"})"))
        .isEqualTo(json(nomad, "/v1/nodes").size());
    await(
        "what runs",
        () ->
            value("sum(nomad_allocations{client_status=\"running\",namespace=\"default\"})") == 2);
    assertThat(query("count({__name__=~\"nomad_.+\", exported_namespace!=\"\"})"))
        .as("labels that Prometheus had to rename")
        .isEmpty();
  }

  @Test
  void everyRuleIsEvaluatedRecordsHaveResultsAndTheExporterIsWell() throws Exception {
    await(
        "each rule evaluated",
        () -> rules().stream().allMatch(rule -> rule.path("health").asString().equals("ok")));
    for (String record :
        List.of(
            "cluster:nomad_cluster_leader:max",
            "cluster:nomad_nodes:max",
            "cluster:nomad_queued_allocations:max",
            "cluster:nomad_jobs_dead_gc_blocked:max",
            "pool:nomad_capacity_spare_nodes:memory",
            "pool:nomad_capacity_spare_nodes:cpu")) {
      await(record, () -> !query(record).isEmpty());
    }
    assertThat(value("cluster:nomad_cluster_leader:max")).isEqualTo(1);
    await(
        "no alert of the exporter's is on its way",
        () ->
            alerts("nomad-ops-exporter").stream()
                .allMatch(rule -> rule.path("state").asString().equals("inactive")));
    assertThat(alerts("nomad-ops-exporter")).hasSizeGreaterThan(5);
  }

  @Test
  void theAutoscalersSizeQueryUnderstandsIt() throws Exception {
    await("the jobs", () -> value("sum(nomad_jobs)") == 52);
    assertThat(sized("sum(nomad_jobs)", 10)).isEqualTo(new Figure.Known(6));
    assertThat(sized("scalar(sum(nomad_jobs))", 1)).isEqualTo(new Figure.Known(52));
    assertThat(sized("nomad_nothing", 1))
        .isEqualTo(new Figure.Unknown("the expression has no value now"));
    assertThat(sized("nomad_evaluations", 1)).asString().contains("write e.g. sum");
    assertThat(sized("sum(", 1)).asString().contains("HTTP 400").contains("parse error");
  }

  private Figure sized(String expression, double perNode) throws InterruptedException {
    return new PrometheusQuery(
            new PrometheusQuery.Terms(
                "jobs",
                prometheus,
                expression,
                SizeQuery.Kind.AT_LEAST,
                perNode,
                Duration.ofSeconds(10),
                Optional::empty))
        .ask();
  }

  @Test
  void promtoolFindsNothingWrongWithTheWholePage() throws Exception {
    String page =
        http.send(
                HttpRequest.newBuilder(exporter.resolve("/metrics")).build(),
                BodyHandlers.ofString())
            .body();
    Path file = Files.writeString(folder.resolve("page.txt"), page);
    Path said = folder.resolve("promtool.txt");
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(file.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      promtool.destroyForcibly();
    }
    assertThat(said).hasContent("");
    assertThat(promtool.exitValue()).isZero();
    assertThat(page).contains("\nnomad_jobs{");
  }

  private void await(String what, Holds holds) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.now()) {
      assertThat(System.nanoTime()).as("still not: %s", what).isLessThan(end);
      Thread.sleep(100);
    }
  }

  /** The single value of an expression; NaN when it has none or several. */
  private double value(String expression) throws IOException, InterruptedException {
    JsonNode result = query(expression);
    return result.size() == 1
        ? Double.parseDouble(result.path(0).path("value").path(1).asString())
        : Double.NaN;
  }

  private JsonNode query(String expression) throws IOException, InterruptedException {
    JsonNode answer =
        json(
            prometheus,
            "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    assertThat(answer.path("status").asString()).as("%s", answer).isEqualTo("success");
    return answer.path("data").path("result");
  }

  private List<JsonNode> rules() throws IOException, InterruptedException {
    List<JsonNode> rules =
        groups().stream().flatMap(group -> group.path("rules").valueStream()).toList();
    assertThat(rules).isNotEmpty();
    return rules;
  }

  private List<JsonNode> alerts(String group) throws IOException, InterruptedException {
    return groups().stream()
        .filter(each -> each.path("name").asString().equals(group))
        .flatMap(each -> each.path("rules").valueStream())
        .toList();
  }

  private List<JsonNode> groups() throws IOException, InterruptedException {
    return json(prometheus, "/api/v1/rules").path("data").path("groups").valueStream().toList();
  }

  private JsonNode json(URI of, String path) throws IOException, InterruptedException {
    HttpRequest get =
        HttpRequest.newBuilder(of.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return JSON.readTree(http.send(get, BodyHandlers.ofString()).body());
  }
}
