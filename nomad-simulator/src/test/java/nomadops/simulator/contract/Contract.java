package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One topic of the contract. Every test has a prefix of its own for ids and paths, and what
/// carries it is deleted afterwards, so that tests may share a server, even somebody's.
@ParameterizedClass(name = "{0}")
@ArgumentsSource(Targets.class)
abstract class Contract {
  static final String UUID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  @Parameter Target target;
  Nomad nomad;
  String prefix;

  @BeforeEach
  final void choosePrefix() {
    prefix = "contract-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    nomad = Nomad.at(target.address(), target.token());
  }

  @AfterEach
  final void deleteWhatWasMade() {
    for (JsonNode job : nomad.get("/v1/jobs?namespace=*&prefix=" + prefix).json()) {
      nomad.delete(
          jobPath(job.path("ID").asString())
              + "?purge=true&namespace="
              + job.path("Namespace").asString());
    }
    for (JsonNode variable : nomad.get("/v1/vars?prefix=" + prefix).json()) {
      nomad.delete("/v1/var/" + variable.path("Path").asString());
    }
  }

  final String id(String stem) {
    return prefix + stem;
  }

  static String jobPath(String id) {
    return "/v1/job/" + Nomad.escape(id);
  }

  final Answer register(ObjectNode job) {
    return register(job, "default");
  }

  final Answer register(ObjectNode job, String namespace) {
    ObjectNode body = Answer.JSON.createObjectNode();
    body.set("Job", job);
    return nomad.put("/v1/jobs?namespace=" + namespace, body).ok();
  }

  /// Registers and waits for the evaluation; returns the job.
  final JsonNode registered(ObjectNode job) {
    evaluated(register(job));
    return job(job.path("ID").asString());
  }

  /// Waits until the evaluation of this answer is done and returns it.
  final JsonNode evaluated(Answer answer) {
    String id = answer.ok().json().path("EvalID").asString();
    assertThat(id).matches(UUID_PATTERN);
    return Await.until(
        "evaluated",
        () -> nomad.get("/v1/evaluation/" + id).ok().json(),
        eval -> !eval.path("Status").asString().equals("pending"));
  }

  final JsonNode job(String id) {
    return nomad.get(jobPath(id)).ok().json();
  }

  /// Purges, with further parameters such as `&eval_priority=1`.
  final Answer purge(String id, String parameters) {
    return nomad.delete(jobPath(id) + "?purge=true" + parameters);
  }

  static List<String> texts(JsonNode list, String field) {
    return list.valueStream().map(item -> item.path(field).asString()).toList();
  }

  /// Go's nil, or an empty map or list: written, or left out.
  static boolean none(JsonNode value) {
    return value.isNull() || value.isMissingNode() || (value.isContainer() && value.isEmpty());
  }

  final void matches(Answer answer, Recorded recorded) {
    if (target.recordedVersion()) {
      (target.simulated() ? recorded : recorded.whereNothingMayBeLeftOut()).isMatchedBy(answer);
    }
  }

  /// For tests that change what everybody on the cluster feels.
  final void needsAClusterOfItsOwn() {
    Assumptions.assumeFalse(target.live(), "not on somebody's cluster");
  }

  /// The id of a ready node that can run `mock_driver` tasks; skips the test when there is none.
  final String needsANode() {
    for (JsonNode node : nomad.get("/v1/nodes").ok().json()) {
      if (node.path("Status").asString().equals("ready")
          && node.at("/Drivers/mock_driver/Healthy").asBoolean(false)) {
        return node.path("ID").asString();
      }
    }
    return Assumptions.abort("no node with the mock driver");
  }
}
