package nomadops.gc.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A Nomad with one dead job, `batch-ok`, that answers with what a real server was recorded to say.
/// It is purged by a DELETE; faults are put over the answers by the tests.
final class RecordedNomad implements AutoCloseable {
  static final String JOB = "/v1/job/batch-ok";
  private static final String EVENTS = "/v1/event/stream";
  private static final String PURGED = "purged";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final WireMockServer server =
      new WireMockServer(
          WireMockConfiguration.options()
              .bindAddress("127.0.0.1")
              .dynamicPort()
              .gzipDisabled(true));
  private final String version;

  /// @param version `nomad-2.0.5` or `nomad-1.8.4`
  RecordedNomad(String version) {
    this.version = version;
    server.start();
    server.stubFor(get("/v1/agent/self").willReturn(recorded("agent-self")));
    server.stubFor(get("/v1/status/leader").willReturn(recorded("status-leader")));
    server.stubFor(get(urlPathEqualTo("/v1/namespaces")).willReturn(recorded("namespaces")));
    server.stubFor(
        get(urlPathEqualTo("/v1/operator/scheduler/configuration"))
            .willReturn(recorded("scheduler-configuration")));
    server.stubFor(get(urlPathEqualTo(EVENTS)).willReturn(aResponse().withBody("{}\n")));
    server.stubFor(get(urlPathEqualTo("/v1/evaluations")).willReturn(json("[]")));
    server.stubFor(
        get(urlPathEqualTo(JOB + "/allocations")).willReturn(recorded("job-allocations")));
    server.stubFor(
        get(urlPathEqualTo(JOB + "/evaluations")).willReturn(recorded("job-evaluations")));
    server.stubFor(get(urlPathEqualTo(JOB + "/versions")).willReturn(recorded("job-versions")));
    server.stubFor(get(urlPathMatching("/v1/evaluation/.*")).willReturn(json(completeEval())));
    present(get(urlPathEqualTo("/v1/jobs")).willReturn(list(row())));
    gone(get(urlPathEqualTo("/v1/jobs")).willReturn(list("[]")));
    present(get(urlPathEqualTo(JOB)).willReturn(recorded("job-read-dead-batch")));
    gone(get(urlPathEqualTo(JOB)).willReturn(recorded("job-read-missing")));
    gone(delete(urlPathEqualTo(JOB)).willReturn(recorded("job-purge-again")));
    server.stubFor(purges(delete(urlPathEqualTo(JOB)).willReturn(recorded("job-purge"))));
  }

  /// Makes an answer to a DELETE that purges the job, whatever it says.
  MappingBuilder purges(MappingBuilder answer) {
    return answer.inScenario("job").whenScenarioStateIs(STARTED).willSetStateTo(PURGED);
  }

  private void present(MappingBuilder answer) {
    server.stubFor(answer.inScenario("job").whenScenarioStateIs(STARTED));
  }

  private void gone(MappingBuilder answer) {
    server.stubFor(answer.inScenario("job").whenScenarioStateIs(PURGED));
  }

  /// The answer as it was recorded.
  ResponseDefinitionBuilder recorded(String name) {
    JsonNode response = recording(name).get("response");
    JsonNode body = response.get("body");
    String type = response.at("/headers/Content-Type").asString("");
    boolean words = body.isString() && !type.contains("json");
    ResponseDefinitionBuilder answer =
        aResponse()
            .withStatus(response.get("status").asInt())
            .withBody(words ? body.asString() : body.toString());
    response
        .get("headers")
        .properties()
        .forEach(header -> answer.withHeader(header.getKey(), header.getValue().asString()));
    return answer;
  }

  /// A body as it was recorded.
  JsonNode body(String name) {
    return recording(name).at("/response/body");
  }

  private JsonNode recording(String name) {
    String path = "/nomadops/gc/recordings/" + version + "/" + name + ".json";
    try (InputStream file = RecordedNomad.class.getResourceAsStream(path)) {
      return JSON.readTree(Objects.requireNonNull(file, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse()
        .withHeader("Content-Type", "application/json")
        .withHeader("X-Nomad-Index", "100")
        .withBody(body);
  }

  /// The list that was recorded, with other rows.
  ResponseDefinitionBuilder list(String rows) {
    return recorded("jobs-list-all-namespaces").withBody(rows);
  }

  /// The row of the job, as the filter leaves it.
  String row() {
    ArrayNode rows = JSON.createArrayNode();
    for (JsonNode row : body("jobs-list-all-namespaces")) {
      if (row.get("ID").asString().equals("batch-ok")) {
        rows.add(row);
      }
    }
    return rows.toString();
  }

  private String completeEval() {
    ObjectNode eval = (ObjectNode) body("job-evaluations").get(0);
    eval.put("ID", body("job-purge").get("EvalID").asString());
    eval.put("Type", "service").put("TriggeredBy", "job-deregister").put("Priority", 1);
    return eval.toString();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /// What was asked about the job itself, in order, e.g. `GET`, `DELETE`.
  List<String> asked() {
    List<String> asked = new ArrayList<>();
    server.getAllServeEvents().stream()
        .filter(event -> URI.create(event.getRequest().getUrl()).getPath().equals(JOB))
        .forEach(event -> asked.addFirst(event.getRequest().getMethod().getName()));
    return asked;
  }

  /// The paths of everything else that was asked.
  List<String> paths() {
    return server.getAllServeEvents().stream()
        .map(event -> URI.create(event.getRequest().getUrl()).getPath())
        .toList();
  }

  long deletes() {
    return asked().stream().filter("DELETE"::equals).count();
  }

  /// True when the job was read anew before each DELETE.
  boolean readBeforeEachDelete() {
    List<String> asked = asked();
    return IntStream.range(0, asked.size())
        .filter(i -> asked.get(i).equals("DELETE"))
        .allMatch(i -> i > 0 && asked.get(i - 1).equals("GET"));
  }

  @Override
  public void close() {
    server.stop();
  }
}
