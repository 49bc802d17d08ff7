package nomadops.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A module of `deploy/terraform`.
record TerraformModule(Path folder) {
  static final Path FOLDER = Path.of("../deploy/terraform");

  static Stream<TerraformModule> all() {
    return List.of("asg-lifecycle", "autoscaler-iam").stream().map(TerraformModule::named);
  }

  static TerraformModule named(String name) {
    return new TerraformModule(FOLDER.resolve(name));
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".tf")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Hcl file(String name) {
    return Hcl.read(folder.resolve(name));
  }

  /// All of the module's own files as text, without its examples.
  String source() {
    return files(folder).stream()
        .filter(file -> !file.toString().contains("examples"))
        .map(TerraformModule::read)
        .collect(Collectors.joining("\n"));
  }

  Map<String, Hcl> variables() {
    return labelled("variables.tf", "variable");
  }

  Map<String, Hcl> outputs() {
    return labelled("outputs.tf", "output");
  }

  private Map<String, Hcl> labelled(String file, String type) {
    Hcl blocks = file(file).block(type);
    Map<String, Hcl> all = new LinkedHashMap<>();
    new TreeSet<>(blocks.content().keySet()).forEach(name -> all.put(name, blocks.block(name)));
    return all;
  }

  /// The table of its README, as its files have it.
  String tables() {
    StringBuilder text = new StringBuilder("| input | default | |\n|---|---|---|\n");
    variables()
        .forEach((name, variable) ->
            text.append(
                "| `%s` | %s | %s |%n"
                    .formatted(name, fallback(variable), variable.text("description"))));
    text.append("\n| output | |\n|---|---|\n");
    outputs()
        .forEach((name, output) ->
            text.append("| `%s` | %s |%n".formatted(name, output.text("description"))));
    return text.toString();
  }

  private static String fallback(Hcl variable) {
    if (!variable.has("default")) {
      return "required";
    }
    Object value = variable.content().get("default");
    return value == null
        ? "`null`"
        : value instanceof Number number ? "`" + number.longValue() + "`" : "`" + value + "`";
  }

  @Override
  public String toString() {
    return String.valueOf(folder.getFileName());
  }
}
