package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Shows configuration: effective values with origins, as JSON, and as a commented template.
public final class ConfigPrint {
  /// Stands in place of a secret.
  public static final String REDACTED = "(redacted)";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ConfigPrint() {}

  /// Rows of key, value and origin, in the order of the catalogue; `-` stands for "not set".
  public static List<List<String>> rows(Resolved resolved) {
    return resolved.entries().stream()
        .map(entry ->
            List.of(
                entry.setting().key(),
                entry.value().isPresent() ? entry.shown() : "-",
                entry.value().isPresent() ? entry.origin().toString() : "not set"))
        .toList();
  }

  /// One object a setting: `{"key":..., "value":..., "origin":...}`; the value is text, a structure
  /// as written, or null.
  public static String json(Resolved resolved) {
    ArrayNode array = JSON.createArrayNode();
    for (Resolved.Entry entry : resolved.entries()) {
      ObjectNode object = array.addObject();
      object.put("key", entry.setting().key());
      if (entry.value().isEmpty()) {
        object.putNull("value");
      } else if (entry.node().isPresent()) {
        object.set("value", tree(entry.node().get()));
      } else {
        object.put("value", entry.shown());
      }
      object.put("origin", entry.value().isPresent() ? entry.origin().toString() : "not set");
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
  }

  /// A YAML file with every setting commented out at its default, so that it changes nothing as it
  /// stands.
  public static String template(Catalogue catalogue) {
    List<String> lines = new ArrayList<>();
    lines.add("# nomad-ops " + catalogue.process() + ": every setting, at its default.");
    lines.add(
        "# Remove the # in front of a key to change it. Flags and environment win over this file.");
    for (Setting<?> setting : catalogue.settings()) {
      lines.add("");
      describe(setting, lines);
    }
    return String.join("\n", lines) + "\n";
  }

  private static <T> void describe(Setting<T> setting, List<String> lines) {
    setting.description().lines().forEach(line -> lines.add("# " + line));
    List<String> facts = new ArrayList<>();
    facts.add(setting.parser().kind());
    setting.environment().forEach(name -> facts.add("environment " + name));
    if (setting.reloadable()) {
      facts.add("may change while running");
    }
    if (setting.secret()) {
      facts.add("secret");
    }
    lines.add("# (" + String.join("; ", facts) + ")");
    String sample =
        setting.defaultValue().map(value -> setting.parser().show(value)).orElse(setting.example());
    if (sample.isEmpty() || sample.equals("[]")) {
      sample = setting.example();
    }
    if (sample.contains("\n")) {
      lines.add("#" + setting.key() + ":");
      sample.stripTrailing().lines().forEach(line -> lines.add("#  " + line));
    } else {
      boolean flow = sample.startsWith("[") || sample.startsWith("{");
      lines.add(
          ("#" + setting.key() + ": " + (flow || sample.isEmpty() ? sample : Flow.scalar(sample)))
              .stripTrailing());
    }
  }

  private static JsonNode tree(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> JSON.getNodeFactory().stringNode(scalar.text());
      case Node.Sequence sequence -> {
        ArrayNode array = JSON.createArrayNode();
        sequence.items().forEach(item -> array.add(tree(item)));
        yield array;
      }
      case Node.Mapping mapping -> {
        ObjectNode object = JSON.createObjectNode();
        mapping.entries().forEach(entry -> object.set(entry.key(), tree(entry.value())));
        yield object;
      }
    };
  }
}
