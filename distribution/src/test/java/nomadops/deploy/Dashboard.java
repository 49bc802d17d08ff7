package nomadops.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A dashboard of `deploy/grafana`, as it is written.
record Dashboard(Path file, JsonNode json) {
  private static final Path FOLDER = Path.of("../deploy/grafana");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> new Dashboard(file, JSON.readTree(read(file))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return read(file);
  }

  String get(String field) {
    return json.path(field).asString("");
  }

  /// Panels with data, without the rows that part them.
  List<JsonNode> panels() {
    return everyPanel().stream().filter(panel -> !isRow(panel)).toList();
  }

  List<JsonNode> everyPanel() {
    return list(json.path("panels"));
  }

  private static boolean isRow(JsonNode panel) {
    return panel.path("type").asString("").equals("row");
  }

  List<JsonNode> variables() {
    return list(json.path("templating").path("list"));
  }

  /// What its panels ask.
  List<String> expressions() {
    return panels().stream()
        .flatMap(panel -> list(panel.path("targets")).stream())
        .map(target -> target.path("expr").asString(""))
        .toList();
  }

  /// Every object or text that stands at a key with this name, at any depth.
  List<JsonNode> everything(String key) {
    List<JsonNode> found = new ArrayList<>();
    collect(json, key, found);
    return found;
  }

  private static void collect(JsonNode node, String key, List<JsonNode> found) {
    @Nullable JsonNode here = node.get(key);
    if (here != null) {
      found.add(here);
    }
    list(node).forEach(child -> collect(child, key, found));
  }

  static List<JsonNode> list(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(child -> children.add(Objects.requireNonNull(child)));
    return children;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }
}
