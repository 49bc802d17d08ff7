package nomadops.health.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.facts.Verdict;
import nomadops.runtime.config.Nearest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what [ReportJson] writes, and trusts none of it.
final class ReportReader {
  private static final int DEEPEST = 16;
  private static final int SHOWN = 80;
  private static final List<String> STATUSES =
      Arrays.stream(Health.values()).map(Health::word).toList();

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  // Of two verdicts on one check neither is to be believed.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ReportReader() {}

  /// @throws BadReport when it is no report, or of a version that is not known
  static NodeReport read(byte[] body) throws BadReport {
    JsonNode json = tree(body);
    JsonNode version = json.path("version");
    if (!version.isInt() || version.intValue() != ReportJson.VERSION) {
      throw new BadReport(
          Refusal.UNKNOWN_VERSION,
          "version is %s; this controller knows version %d"
              .formatted(shown(version), ReportJson.VERSION));
    }
    JsonNode node = json.path("node");
    if (!node.isString() || !Bounds.isNode(node.stringValue())) {
      throw new BadReport(
          Refusal.BAD_NODE,
          "node is %s; it is Nomad's id of a node, 1 to 64 letters, digits and dashes"
              .formatted(shown(node)));
    }
    return new NodeReport(
        node.stringValue(), instant("sent", json.path("sent")), verdicts(json.path("checks")));
  }

  private static JsonNode tree(byte[] body) throws BadReport {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      throw unreadable(
          "the body is no JSON: " + Bounds.cut(String.valueOf(e.getOriginalMessage()), 160));
    }
    if (!json.isObject()) {
      throw unreadable("the body is %s; it is an object".formatted(shown(json)));
    }
    return json;
  }

  private static Map<String, Verdict> verdicts(JsonNode checks) throws BadReport {
    if (!checks.isObject() || checks.size() > Bounds.CHECKS) {
      throw wrong("checks", checks, "an object of at most " + Bounds.CHECKS + " checks");
    }
    Map<String, Verdict> verdicts = new HashMap<>();
    for (Map.Entry<String, JsonNode> check : checks.properties()) {
      String name = check.getKey();
      if (name.isBlank() || name.length() > Bounds.CHECK_NAME) {
        throw unreadable(
            "a check is called \"%s\"; a name has 1 to %d characters"
                .formatted(Bounds.cut(name, SHOWN), Bounds.CHECK_NAME));
      }
      verdicts.put(name, verdict("checks." + Bounds.cut(name, SHOWN), check.getValue()));
    }
    return verdicts;
  }

  private static Verdict verdict(String where, JsonNode check) throws BadReport {
    if (!check.isObject()) {
      throw wrong(where, check, "an object");
    }
    Health health = health(where + ".status", check.path("status"));
    JsonNode reason = check.path("reason");
    if (!reason.isMissingNode() && !reason.isNull() && !reason.isString()) {
      throw wrong(where + ".reason", reason, "a text");
    }
    JsonNode since = check.path("since");
    if (!since.isMissingNode() && !since.isNull()) {
      Instant _ = instant(where + ".since", since);
    }
    Set<String> targets = targets(where + ".failedTargets", check.path("failedTargets"));
    return new Verdict(health, health == Health.FAIL ? targets : Set.of());
  }

  private static Health health(String where, JsonNode status) throws BadReport {
    for (Health health : Health.values()) {
      if (status.isString() && status.stringValue().equals(health.word())) {
        return health;
      }
    }
    String all = "one of " + String.join(", ", STATUSES);
    throw wrong(
        where,
        status,
        status.isString()
            ? Nearest.to(Bounds.cut(status.stringValue(), SHOWN), STATUSES)
                .map(near -> near + " perhaps, or " + all)
                .orElse(all)
            : all);
  }

  private static Set<String> targets(String where, JsonNode list) throws BadReport {
    if (list.isMissingNode() || list.isNull()) {
      return Set.of();
    }
    if (!list.isArray() || list.size() > Bounds.TARGETS) {
      throw wrong(where, list, "a list of at most " + Bounds.TARGETS + " texts");
    }
    Set<String> targets = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode target = list.path(i);
      if (!target.isString() || target.stringValue().length() > Bounds.TARGET) {
        throw wrong(
            where + "[" + i + "]", target, "a text of at most " + Bounds.TARGET + " characters");
      }
      targets.add(target.stringValue());
    }
    return targets;
  }

  private static Instant instant(String where, JsonNode value) throws BadReport {
    if (value.isString()) {
      try {
        return Instant.parse(value.stringValue());
      } catch (DateTimeParseException _) {
        // Told below, like what is no text.
      }
    }
    throw wrong(where, value, "a time such as 2026-11-27T12:33:30.123Z");
  }

  private static BadReport wrong(String where, JsonNode value, String right) {
    return unreadable("%s is %s; it is %s".formatted(where, shown(value), right));
  }

  private static BadReport unreadable(String message) {
    return new BadReport(Refusal.UNREADABLE, message);
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode()
        ? "missing"
        : value.isArray()
            ? "a list of " + value.size()
            : value.isObject()
                ? "an object of " + value.size()
                : Bounds.cut(value.toString(), SHOWN);
  }
}
