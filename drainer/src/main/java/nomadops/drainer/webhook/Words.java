package nomadops.drainer.webhook;

import java.util.Collection;
import nomadops.runtime.config.Nearest;
import tools.jackson.databind.JsonNode;

/// How values of others are shown in messages: in one short line that nothing can break.
final class Words {
  private static final int LONGEST = 120;

  private Words() {}

  static String quoted(String value) {
    return "'" + cut(value) + "'";
  }

  static String cut(String value) {
    String line = value.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  static String shown(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "missing";
    }
    if (value.isString()) {
      return value.stringValue().isBlank() ? "blank" : quoted(value.stringValue());
    }
    return value.isArray()
        ? "a list of " + value.size()
        : value.isObject() ? "an object" : cut(value.toString());
  }

  /// What is right, and which of it was probably meant.
  static String oneOf(String word, Collection<String> right) {
    String all = "one of " + String.join(", ", right);
    return Nearest.to(word, right).map(near -> near + " perhaps, or " + all).orElse(all);
  }
}
