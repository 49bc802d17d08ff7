package nomadops.health.quarantine.record;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import nomadops.health.quarantine.policy.facts.Ownership;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An [Ownership] as the text of a Nomad Variable, `nomad-ops/quarantine/` and the node's id:
///
/// ```json
/// {"version":1,"by":"server-2","reason":"docker fails since 2026-11-27T12:30:30Z",
///  "since":"2026-11-27T12:33:30Z","expires":"2026-11-27T16:33:30Z","index":4711}
/// ```
///
/// There is no `index` before the write of the eligibility was answered. Fields that are not known
/// are left aside. Always written in this order, so that an unchanged record is an unchanged text.
public final class OwnershipJson {
  /// Where all records are.
  public static final String PREFIX = "nomad-ops/quarantine/";

  /// Characters of a text that is read; what is longer is not ours. Nomad takes 64 KiB.
  static final int LONGEST = 8_192;

  /// Characters of `by` and `reason` each; what is longer is cut.
  static final int LONGEST_WORDS = 1_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int VERSION = 1;

  private OwnershipJson() {}

  /// The Variable of a node's record.
  ///
  /// @throws IllegalArgumentException when that is no id, as it would be another Variable's path
  public static String path(String node) {
    if (!node.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "node id is \"%s\"; it is 1 to 64 letters, digits and dashes".formatted(cut(node)));
    }
    return PREFIX + node;
  }

  /// The text of a record, of at most [#LONGEST] characters.
  public static String write(Ownership record) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION)
        .put("by", cut(record.by()))
        .put("reason", cut(record.reason()))
        .put("since", record.since().toString())
        .put("expires", record.expires().toString());
    record.index().ifPresent(index -> json.put("index", index));
    return json.toString();
  }

  /// What a text says.
  ///
  /// @throws IllegalArgumentException when it is no such text, or of a later version; the message
  ///   names the field
  public static Ownership read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the record has %d characters; one of ours has %d at most"
              .formatted(text.length(), LONGEST));
    }
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the record is no JSON: " + e.getOriginalMessage(), e);
    }
    if (!json.isObject()) {
      throw new IllegalArgumentException("the record is no JSON object");
    }
    JsonNode version = json.path("version");
    if (!version.isInt() || version.intValue() != VERSION) {
      String is = version.isMissingNode() ? "missing" : cut(version.toString());
      throw new IllegalArgumentException(
          "version is %s; this nomad-ops knows version %d".formatted(is, VERSION));
    }
    return new Ownership(
        words(json, "by"),
        words(json, "reason"),
        instant(json, "since"),
        instant(json, "expires"),
        index(json));
  }

  private static String words(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isString()) {
      throw wrong(field, value, "a text");
    }
    return value.stringValue();
  }

  private static Instant instant(JsonNode json, String field) {
    String text = words(json, field);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s is \"%s\"; it is a time such as 2026-11-27T12:33:30Z".formatted(field, cut(text)), e);
    }
  }

  private static OptionalLong index(JsonNode json) {
    JsonNode value = json.path("index");
    if (value.isMissingNode() || value.isNull()) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
      throw wrong("index", value, "a whole number of 1 or more");
    }
    return OptionalLong.of(value.longValue());
  }

  private static IllegalArgumentException wrong(String field, JsonNode value, String right) {
    String is = value.isMissingNode() ? "missing" : cut(value.toString());
    return new IllegalArgumentException("%s is %s; it is %s".formatted(field, is, right));
  }

  private static String cut(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_WORDS)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString();
  }
}
