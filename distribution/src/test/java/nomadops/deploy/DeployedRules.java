package nomadops.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The rules of `deploy/prometheus` and their cases, as they are written.
final class DeployedRules {
  static final Path FOLDER = Path.of("../deploy/prometheus");
  static final Path RULES = FOLDER.resolve("nomad-ops.rules.yml");

  /// A recording rule.
  record Recording(String name, String expression) {}

  /// An alerting rule.
  ///
  /// @param after how long it must hold; empty for at once
  record Alert(
      String group,
      String name,
      String expression,
      String after,
      String severity,
      Map<String, Object> annotations) {
    String annotation(String key) {
      return Objects.toString(annotations.get(key), "");
    }
  }

  /// One case of `promtool test rules`.
  record Case(String name, List<String> series, List<Check> checks) {}

  /// What a case expects of an alert at one moment.
  record Check(String time, String alert, List<Map<String, Object>> expected) {}

  private DeployedRules() {}

  static List<Recording> recordings() {
    return rules(RULES)
        .filter(rule -> rule.containsKey("record"))
        .map(rule -> new Recording(text(rule, "record"), text(rule, "expr")))
        .toList();
  }

  static List<Alert> alerts() {
    return list(yaml(RULES), "groups").stream()
        .flatMap(group -> list(group, "rules").stream().map(rule -> alert(group, rule)))
        .filter(alert -> !alert.name().isEmpty())
        .toList();
  }

  private static Alert alert(Map<String, Object> group, Map<String, Object> rule) {
    return new Alert(
        text(group, "name"),
        text(rule, "alert"),
        text(rule, "expr"),
        text(rule, "for"),
        text(map(rule, "labels"), "severity"),
        map(rule, "annotations"));
  }

  static List<Path> caseFiles() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Case> cases() {
    return caseFiles().stream()
        .flatMap(file -> list(yaml(file), "tests").stream())
        .map(test ->
            new Case(
                text(test, "name"),
                list(test, "input_series").stream().map(s -> text(s, "series")).toList(),
                list(test, "alert_rule_test").stream().map(DeployedRules::check).toList()))
        .toList();
  }

  private static Check check(Map<String, Object> test) {
    return new Check(text(test, "eval_time"), text(test, "alertname"), list(test, "exp_alerts"));
  }

  private static Stream<Map<String, Object>> rules(Path file) {
    return list(yaml(file), "groups").stream().flatMap(group -> list(group, "rules").stream());
  }

  private static Map<String, Object> yaml(Path file) {
    try {
      Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return cast(Objects.requireNonNull(read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Map<String, Object> from, String key) {
    return Objects.toString(from.get(key), "");
  }

  private static Map<String, Object> map(Map<String, Object> from, String key) {
    Object value = from.get(key);
    return value == null ? Map.of() : cast(value);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> from, String key) {
    Object value = from.get(key);
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object value) {
    return (Map<String, Object>) value;
  }
}
