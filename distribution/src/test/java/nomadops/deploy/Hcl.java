package nomadops.deploy;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A block of HCL2: its attributes, and its blocks by type. References stay as they are written, as
/// nothing is known of what they refer to.
record Hcl(Map<String, Object> content) {
  static Hcl read(Path file) {
    try {
      return of(new HCLParser().parse(file.toFile(), StandardCharsets.UTF_8));
    } catch (HCLParserException | IOException e) {
      throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
    }
  }

  @SuppressWarnings("unchecked") // keys of HCL are words
  private static Hcl of(Object content) {
    return content instanceof Map<?, ?> map
        ? new Hcl((Map<String, Object>) map)
        : new Hcl(Map.of());
  }

  boolean has(String name) {
    return content.containsKey(name);
  }

  /// An attribute; empty when it is not there.
  String text(String name) {
    return Objects.toString(content.get(name), "");
  }

  int number(String name) {
    return ((Number) Objects.requireNonNull(content.get(name), name)).intValue();
  }

  List<String> texts(String name) {
    return content.get(name) instanceof List<?> list
        ? list.stream().map(Objects::toString).toList()
        : List.of();
  }

  /// The block of that type, or of that label in blocks of a type; an empty one when it is not
  /// there.
  Hcl block(String name) {
    return of(content.get(name));
  }

  /// All blocks of a type without labels.
  List<Hcl> blocks(String name) {
    Object found = content.get(name);
    return found instanceof List<?> list
        ? list.stream().map(Hcl::of).toList()
        : found == null ? List.of() : List.of(of(found));
  }

  /// The one label of a type of blocks that has one alone, e.g. the name of the only job.
  String label() {
    if (content.size() != 1) {
      throw new IllegalStateException("not one label but " + content.keySet());
    }
    return content.keySet().iterator().next();
  }
}
