package nomadops.runtime.config;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Shows a [Node] as one line of YAML flow style.
final class Flow {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+][A-Za-z0-9_./+*?-]*");

  private Flow() {}

  static String text(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar(scalar.text());
      case Node.Sequence sequence ->
          sequence.items().stream().map(Flow::text).collect(Collectors.joining(", ", "[", "]"));
      case Node.Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> scalar(entry.key()) + ": " + text(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /// Plain when that is safe, else single-quoted.
  static String scalar(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "''") + "'";
  }
}
