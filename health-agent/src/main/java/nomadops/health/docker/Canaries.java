package nomadops.health.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The canary in the daemon's words: each step of its life, and what its answer means. A finding
/// that is not OK ends the run.
final class Canaries {
  static final String LABEL = "nomad-ops.canary";

  private final Daemon daemon;
  private final CanaryTerms terms;

  Canaries(Daemon daemon, CanaryTerms terms) {
    this.daemon = daemon;
    this.terms = terms;
  }

  Reply create(Deadline deadline) throws InterruptedException {
    return daemon.ask("POST", "/containers/create?name=" + terms.name(), spec(), deadline);
  }

  /// Why there is no canary.
  Finding notCreated(Reply reply) {
    return switch (reply) {
      case Reply.Answered(int status, _, _) when status == 404 ->
          Finding.unknown(
              "the image "
                  + terms.image()
                  + " is not on this client, and a canary never pulls: docker pull "
                  + terms.image());
      case Reply.Answered(int status, _, _) when status == 409 ->
          Finding.unknown(
              "the name " + terms.name() + " is taken by a container that is no canary of ours");
      case Reply.Answered(int status, String body, _) when status == 400 ->
          Finding.unknown("the daemon does not take the canary as it is: " + Json.said(body));
      case Reply other -> Judgement.of("create", other);
    };
  }

  Finding start(String id, Deadline deadline) throws InterruptedException {
    Reply reply = daemon.ask("POST", "/containers/" + id + "/start", "", deadline);
    return switch (reply) {
      case Reply.Answered(int status, _, var took) when status == 204 || status == 304 ->
          Finding.ok("start " + took.toMillis() + " ms");
      // What cannot be run is answered with 400 or, by older ones, 404; a pruned one with 404.
      case Reply.Answered(int status, String body, _) when status == 400 || status == 404 ->
          Finding.unknown("the canary cannot be started: " + Json.said(body));
      case Reply other -> Judgement.of("start", other);
    };
  }

  /// Sample: `{"StatusCode":0}`, or with `"Error":{"Message":"..."}`.
  Finding await(String id, Deadline deadline) throws InterruptedException {
    Reply reply = daemon.ask("POST", "/containers/" + id + "/wait", "", deadline);
    return switch (reply) {
      case Reply.Answered(int status, String body, var took) when status == 200 ->
          ended(body, "run " + took.toMillis() + " ms");
      case Reply.Answered(int status, String body, _) when status == 404 ->
          Finding.unknown("somebody removed the canary while it ran: " + Json.said(body));
      case Reply other -> Judgement.of("wait", other);
    };
  }

  private static Finding ended(String body, String well) {
    JsonNode answer = Json.of(body);
    JsonNode code = answer.path("StatusCode");
    String error = answer.path("Error").path("Message").asString("");
    if (!error.isEmpty()) {
      return Finding.fail("wait answered with the error " + error);
    }
    if (!code.isInt()) {
      return Finding.fail("wait answered what no Docker daemon does: " + Json.said(body));
    }
    return code.intValue() == 0
        ? Finding.ok(well)
        : Finding.unknown(
            "the canary ran, and ended with " + code.intValue() + ": is its command right?");
  }

  Finding remove(String id, Deadline deadline) throws InterruptedException {
    Reply reply = daemon.ask("DELETE", "/containers/" + id + "?force=true&v=true", "", deadline);
    return switch (reply) {
      case Reply.Answered(int status, _, var took) when status == 204 || status == 404 ->
          Finding.ok("remove " + took.toMillis() + " ms");
      case Reply other -> Judgement.of("remove", other);
    };
  }

  /// Removes every canary of this owner.
  Finding sweep(Deadline deadline) throws InterruptedException {
    String filters = Json.MAPPER.writeValueAsString(filters());
    String path = "/containers/json?all=true&filters=" + URLEncoder.encode(filters, UTF_8);
    Reply reply = daemon.get(path, deadline);
    if (!(reply instanceof Reply.Answered(int status, String body, var took)) || status != 200) {
      return Judgement.of("list", reply);
    }
    JsonNode containers = Json.of(body);
    if (!containers.isArray()) {
      return Finding.fail("list answered what no Docker daemon does: " + Json.said(body));
    }
    for (JsonNode container : containers) {
      if (ours(container)) {
        Finding removed = remove(container.path("Id").asString(""), deadline);
        if (removed.health() != Health.OK) {
          return new Finding(
              removed.health(), "a canary of before: " + removed.reason(), removed.failedTargets());
        }
      }
    }
    return Finding.ok("list " + took.toMillis() + " ms");
  }

  /// The filter is not trusted: a daemon that knows it not lists what belongs to others.
  private boolean ours(JsonNode container) {
    return container.path("Labels").path(LABEL).asString("").equals(terms.owner())
        && !container.path("Id").asString("").isEmpty();
  }

  private ObjectNode filters() {
    ObjectNode filters = Json.MAPPER.createObjectNode();
    filters.putArray("label").add(LABEL + "=" + terms.owner());
    return filters;
  }

  /// Without network, log or volumes of its own, so that what it proves is the daemon, its storage
  /// and its runtime.
  private String spec() {
    ObjectNode spec = Json.MAPPER.createObjectNode();
    spec.put("Image", terms.image());
    if (!terms.command().isEmpty()) {
      List<String> command = terms.command();
      command.forEach(spec.putArray("Cmd")::add);
    }
    spec.put("NetworkDisabled", true);
    spec.putObject("Labels").put(LABEL, terms.owner());
    ObjectNode host = spec.putObject("HostConfig");
    host.put("NetworkMode", "none");
    host.putObject("LogConfig").put("Type", "none");
    host.putObject("RestartPolicy").put("Name", "no");
    return Json.MAPPER.writeValueAsString(spec);
  }
}
