package nomadops.autoscaler.memory;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.autoscaler.policy.pool.Backoff;
import nomadops.autoscaler.policy.pool.Cordon;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The text in which a pool's memory is kept:
///
/// ```json
/// {"version":1,
///  "cordons":{"4d2b...":{"instance":"i-0abc","group":"batch-spot","at":"2026-11-27T12:00:00Z"}},
///  "backoffs":{"batch-spot":{"failure":"3f1e...","failures":2,"until":"2026-11-27T12:02:00Z","said":"..."}},
///  "template":"..."}
/// ```
///
/// The order is always the same, so that an unchanged memory is an unchanged text.
final class RememberedJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int VERSION = 1;

  private RememberedJson() {}

  static String write(Remembered memory) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION);
    ObjectNode cordons = json.putObject("cordons");
    new TreeMap<>(memory.cordons())
        .forEach((node, cordon) -> {
          ObjectNode one = cordons.putObject(node);
          one.put("instance", cordon.instance()).put("group", cordon.group());
          one.put("at", cordon.at().toString());
          cordon.endedAt().ifPresent(at -> one.put("ended", at.toString()));
        });
    ObjectNode backoffs = json.putObject("backoffs");
    new TreeMap<>(memory.backoffs())
        .forEach((group, backoff) ->
            backoffs
                .putObject(group)
                .put("failure", backoff.failure())
                .put("failures", backoff.failures())
                .put("until", backoff.until().toString())
                .put("said", backoff.said()));
    memory.template().ifPresent(template -> json.put("template", template));
    return json.toString();
  }

  /// What a text says.
  ///
  /// @throws IllegalArgumentException when it is not such a text, or a later version's
  static Remembered read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      int version = json.path("version").asInt(0);
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "is of version " + version + "; this nomad-ops knows version " + VERSION);
      }
      Map<String, Cordon> cordons = new HashMap<>();
      json.path("cordons")
          .properties()
          .forEach(entry -> cordons.put(entry.getKey(), cordon(entry.getKey(), entry.getValue())));
      Map<String, Backoff> backoffs = new HashMap<>();
      json.path("backoffs")
          .properties()
          .forEach(entry -> backoffs.put(entry.getKey(), backoff(entry.getValue())));
      JsonNode template = json.path("template");
      return new Remembered(
          cordons,
          backoffs,
          template.isString() ? Optional.of(template.stringValue()) : Optional.empty());
    } catch (JacksonException | DateTimeParseException e) {
      throw new IllegalArgumentException("is not what this tool wrote: " + e.getMessage(), e);
    }
  }

  private static Cordon cordon(String node, JsonNode json) {
    return new Cordon(
        node,
        json.path("instance").asString(""),
        json.path("group").asString(""),
        Instant.parse(json.path("at").asString("")),
        json.has("ended")
            ? Optional.of(Instant.parse(json.path("ended").asString("")))
            : Optional.empty());
  }

  private static Backoff backoff(JsonNode json) {
    return new Backoff(
        json.path("failure").asString(""),
        json.path("failures").asInt(0),
        Instant.parse(json.path("until").asString("")),
        json.path("said").asString(""));
  }
}
