package nomadops.autoscaler.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.ask.RunningAutoscaler;
import nomadops.autoscaler.decision.DecisionDocument;
import nomadops.autoscaler.decision.JobDocument;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is known of the pools and of a job, and the way by which it came: from a running autoscaler
/// that was asked, or by a look from here. The documents are the same either way.
///
/// @param how for people
/// @param status with `pools` and `skipped`
/// @param why of the job that was asked about; empty when it is a pool's name, or nothing was
record Answer(boolean asked, String how, JsonNode status, Optional<JsonNode> why) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String USUAL =
      "http://" + AutoscalerSettings.ADMIN.address().defaultValue().orElseThrow();

  /// @param about a pool or a job
  static Answer of(Invocation invocation, Clockwork time, Optional<String> about) throws Exception {
    if (invocation.option("ask").isEmpty()) {
      return looked(Look.at(invocation, time), about);
    }
    try (RunningAutoscaler running = running(invocation)) {
      JsonNode status = running.status();
      Optional<JsonNode> why =
          about.isEmpty() || isPool(status, about.get())
              ? Optional.empty()
              : Optional.of(running.page("/why", Map.of("job", about.get())));
      return new Answer(true, how(running, status), status, why);
    }
  }

  private static Answer looked(Autoscaler autoscaler, Optional<String> about) {
    JsonNode status =
        JSON.valueToTree(DecisionDocument.of(autoscaler.reports(), autoscaler.skipped()));
    Optional<JsonNode> why =
        about
            .filter(text -> !isPool(status, text))
            .map(text ->
                JSON.valueToTree(JobDocument.of(text, autoscaler.reports(), autoscaler.skipped())));
    return new Answer(
        false,
        "Answered by a look from here. It cannot know what was needed lately, nor how long nodes take to come;"
            + " -ask ADDRESS asks a running autoscaler.",
        status,
        why);
  }

  /// The running one that is meant; the usual address when none is said.
  static RunningAutoscaler running(Invocation invocation) {
    String text = invocation.option("ask").orElse(USUAL);
    try {
      return RunningAutoscaler.at(text);
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          "option -ask", "ask", "\"" + text + "\" is no address of HTTP", "write e.g. " + USUAL);
    }
  }

  static boolean isPool(JsonNode status, String text) {
    return status.path("pools").has(text);
  }

  /// What was asked about is neither a pool nor a job that `waits`, as the sentence has it.
  static ConfigException unknown(String text, String waits, JsonNode status, String hint) {
    return ConfigException.of(
        "the command line",
        "job or pool",
        "\"%s\" is no pool, and no job with such an id %s".formatted(text, waits),
        "the pools are " + String.join(", ", status.path("pools").propertyNames()) + hint);
  }

  static String how(RunningAutoscaler running, JsonNode status) {
    String stands =
        status.path("leading").asBoolean(false)
            ? "which leads"
            : "which does not lead (%s): the leader knows what was needed lately"
                .formatted(status.path("leadership").asString("nobody knows why"));
    return "Answered by the autoscaler at %s, %s%s."
        .formatted(running.address(), stands, age(status));
  }

  private static String age(JsonNode status) {
    Optional<Instant> last =
        status
            .path("pools")
            .valueStream()
            .map(pool -> Instant.parse(pool.path("at").asString()))
            .max(Instant::compareTo);
    if (last.isEmpty()) {
      return "; it has not decided on any pool yet";
    }
    Instant now = Instant.parse(status.path("now").asString(last.get().toString()));
    return "; its last decision is %s old"
        .formatted(Durations.rough(Duration.between(last.get(), now)));
  }

  /// A document that says how it came, for `-json`.
  String json(JsonNode document) {
    ObjectNode all = JSON.createObjectNode();
    all.set("answered_by", JSON.valueToTree(by()));
    document.properties().forEach(field -> all.set(field.getKey(), field.getValue()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private Map<String, Object> by() {
    Map<String, Object> by = new LinkedHashMap<>();
    by.put("running_autoscaler", asked);
    by.put("how", how);
    return by;
  }
}
