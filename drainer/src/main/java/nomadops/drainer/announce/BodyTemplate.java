package nomadops.drainer.announce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.runtime.config.Nearest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON document with `${field}` in it, for receivers that want a shape of their own. The fields
/// are those of [Rendering#fields]; their values are escaped for JSON strings.
///
/// ```json
/// {"text": "${summary}", "priority": "${event}"}
/// ```
public final class BodyTemplate {
  private static final Pattern FIELD = Pattern.compile("\\$\\{([^}\"\\s]*)}");
  private static final Pattern LIKE_A_SECRET = Pattern.compile("[^\\s$]{12,}");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// The names that a template may use, with values that stand for any.
  private static final Set<String> NAMES = Samples.FIELDS.keySet();

  private final String text;
  private final List<String> constants;

  private BodyTemplate(String text, List<String> constants) {
    this.text = text;
    this.constants = List.copyOf(constants);
  }

  /// A checked template.
  ///
  /// @throws IllegalArgumentException naming what is wrong and the nearest right answer; it does
  ///   not repeat the template, which may hold keys
  public static BodyTemplate of(String text) {
    Matcher matcher = FIELD.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "${" + Announcement.line(name) + "} is no field; " + hint(name));
      }
    }
    if (FIELD.matcher(text).replaceAll("").contains("${")) {
      throw new IllegalArgumentException("a ${ is not closed; write e.g. ${summary}");
    }
    try {
      List<String> constants = new ArrayList<>();
      JsonNode sample = MAPPER.readTree(fill(text, Samples.FIELDS));
      if (sample.isMissingNode()) {
        throw new IllegalArgumentException("it is empty; write e.g. {\"text\": \"${summary}\"}");
      }
      strings(sample, constants);
      return new BodyTemplate(text, constants);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException(
          "it is not JSON (line " + line + "); write e.g. {\"text\": \"${summary}\"}");
    }
  }

  private static String hint(String name) {
    String near = Nearest.hint(name, NAMES);
    return near.isEmpty() ? "write one of " + String.join(", ", NAMES) : near;
  }

  private static void strings(JsonNode node, List<String> found) {
    if (node.isString() && LIKE_A_SECRET.matcher(node.stringValue()).matches()) {
      found.add(node.stringValue());
    }
    node.forEach(inner -> strings(inner, found));
  }

  /// Texts of the template that may be keys.
  List<String> constants() {
    return constants;
  }

  String fill(Map<String, String> fields) {
    return fill(text, fields);
  }

  private static String fill(String text, Map<String, String> fields) {
    return FIELD
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(escaped(fields.getOrDefault(match.group(1), ""))));
  }

  private static String escaped(String value) {
    String quoted = MAPPER.writeValueAsString(value);
    return quoted.substring(1, quoted.length() - 1);
  }
}
