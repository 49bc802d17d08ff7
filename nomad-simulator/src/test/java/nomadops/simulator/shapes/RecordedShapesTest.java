package nomadops.simulator.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every key of a recorded answer of a real 2.0.5 server is in the simulator's answer, with the
/// same type and header names.
final class RecordedShapesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static NomadSimulator nomad;
  private static String evalId = "";
  private static String nodeId = "";

  @BeforeAll
  static void cluster() throws Exception {
    nomad = NomadSimulator.start();
    evalId =
        nomad
            .state()
            .register(
                job(
                    "batch-ok",
                    "batch",
                    "\"run_for\":\"0s\"",
                    20,
                    "\"Meta\":{\"team\":\"build\"},"));
    nomad.state().register(job("queued", "batch", "\"run_for\":\"1h\"", 90_000, ""));
    nomad.state().register(job("svc", "service", "\"run_for\":\"1h\"", 20, ""));
    nomad
        .state()
        .register(
            job(
                "param",
                "batch",
                "\"run_for\":\"0s\"",
                20,
                "\"Meta\":{\"team\":\"build\"},\"ParameterizedJob\":{\"Payload\":\"optional\",\"MetaOptional\":[\"k\"]},"));
    nodeId = answer("/v1/nodes").path("body").path(0).path("ID").asString();
    send("PUT", "/v1/var/ops/gc", "{\"Items\":{\"a\":\"1\"}}");
  }

  @AfterAll
  static void stop() {
    nomad.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          job-read-dead-batch          | /v1/job/batch-ok
          job-read-parameterized       | /v1/job/param
          job-read-missing             | /v1/job/nope
          job-summary                  | /v1/job/batch-ok/summary
          job-versions                 | /v1/job/batch-ok/versions
          job-allocations              | /v1/job/batch-ok/allocations
          job-evaluations              | /v1/job/batch-ok/evaluations
          job-submission-missing       | /v1/job/batch-ok/submission?version=0
          jobs-list-page-1             | /v1/jobs?namespace=*&per_page=3
          jobs-list-all-namespaces     | /v1/jobs?namespace=*&meta=true
          jobs-list-bad-filter         | /v1/jobs?filter=Status%20%3D%20dead
          evaluations-page-1           | /v1/evaluations?namespace=*&per_page=1
          evaluations-blocked          | /v1/evaluations?namespace=*&status=blocked
          evaluations-count-blocked    | /v1/evaluations/count?namespace=*
          evaluation-blocking-query    | /v1/evaluation/EVAL
          allocations-page-1           | /v1/allocations?namespace=*&per_page=1&resources=true&task_states=true
          nodes-list                   | /v1/nodes
          nodes-list-resources         | /v1/nodes?resources=true
          node-read                    | /v1/node/NODE
          node-read-missing            | /v1/node/00000000-0000-0000-0000-000000000000
          node-allocations             | /v1/node/NODE/allocations
          node-pools                   | /v1/node/pools
          namespaces                   | /v1/namespaces
          deployments                  | /v1/deployments
          variable-read                | /v1/var/ops/gc
          variable-read-missing        | /v1/var/ops/none
          scheduler-configuration      | /v1/operator/scheduler/configuration
          raft-configuration           | /v1/operator/raft/configuration
          autopilot-health             | /v1/operator/autopilot/health
          agent-self                   | /v1/agent/self
          agent-health                 | /v1/agent/health
          agent-members                | /v1/agent/members
          status-leader                | /v1/status/leader
          status-peers                 | /v1/status/peers
          regions                      | /v1/regions
          """)
  void theAnswerHasTheRecordedShape(String recording, String path) throws Exception {
    JsonNode recorded = recording(recording + ".json").path("response");
    JsonNode answered = answer(path.replace("EVAL", evalId).replace("NODE", nodeId));
    assertThat(answered.path("status").asInt()).isEqualTo(recorded.path("status").asInt());
    List<String> headers = new ArrayList<>();
    recorded
        .path("headers")
        .properties()
        .forEach(h -> headers.add(h.getKey().toLowerCase(java.util.Locale.ROOT)));
    for (String header : headers) {
      assertThat(answered.path("headers").has(header)).as("header " + header).isTrue();
    }
    List<String> faults = new ArrayList<>();
    compare("", recorded.path("body"), answered.path("body"), faults);
    assertThat(faults).isEmpty();
  }

  private static void compare(
      String at, JsonNode recorded, JsonNode answered, List<String> faults) {
    if (recorded.isNull() || (answered.isNull() && !recorded.isString())) {
      return;
    }
    if (recorded.getNodeType() != answered.getNodeType()) {
      faults.add(at + " is " + answered.getNodeType() + ", recorded as " + recorded.getNodeType());
    } else if (recorded.isArray() && !recorded.isEmpty() && !answered.isEmpty()) {
      compare(at + "[0]", recorded.path(0), answered.path(0), faults);
    } else if (recorded.isObject() && !freeForm(at)) {
      recorded
          .properties()
          .forEach(entry -> {
            if (!answered.has(entry.getKey())) {
              faults.add(at + "." + entry.getKey() + " is missing");
            } else {
              compare(
                  at + "." + entry.getKey(),
                  entry.getValue(),
                  answered.path(entry.getKey()),
                  faults);
            }
          });
    }
  }

  /// Maps whose keys are data.
  private static boolean freeForm(String at) {
    return at.matches(
        ".*\\.(Meta|Config|Details|Items|Options|Summary|Tasks|TaskStates|TaskResources|TaskLifecycles"
            + "|ClassEligibility|FailedTGAllocs|ResourcesExhausted|DimensionExhausted|DesiredTGUpdates"
            + "|QueuedAllocations|TaskGroups)");
  }

  private static JsonNode answer(String path) throws Exception {
    HttpResponse<String> response = send("GET", path, null);
    var json = JSON.createObjectNode().put("status", response.statusCode());
    var headers = json.putObject("headers");
    response
        .headers()
        .map()
        .keySet()
        .forEach(name -> headers.put(name.toLowerCase(java.util.Locale.ROOT), ""));
    boolean isJson =
        response.headers().firstValue("Content-Type").orElse("").equals("application/json");
    if (isJson) {
      json.set("body", JSON.readTree(response.body()));
    } else {
      json.put("body", response.body());
    }
    return json;
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    URI uri = nomad.address().resolve(path);
    return HTTP.send(
        HttpRequest.newBuilder(uri).method(method, publisher).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode recording(String name) throws IOException {
    try (InputStream in = RecordedShapesTest.class.getResourceAsStream("/recordings/" + name)) {
      return JSON.readTree(in);
    }
  }

  private static String job(String id, String type, String config, int cpu, String more) {
    return """
    {"Job":{"ID":"%s","Type":"%s","Datacenters":["*"],%s"TaskGroups":[{"Name":"g","Count":1,"Tasks":[{"Name":"work",\
    "Driver":"mock_driver","Config":{%s},"Resources":{"CPU":%d,"MemoryMB":16}}]}]}}\
    """
        .formatted(id, type, more, config, cpu);
  }
}
