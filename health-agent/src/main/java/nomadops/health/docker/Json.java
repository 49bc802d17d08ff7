package nomadops.health.docker;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Bodies of the daemon, which may be anything.
final class Json {
  static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int LONGEST = 80;

  private Json() {}

  /// Missing when it is not JSON.
  static JsonNode of(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  /// For people: the message of an error, `{"message":"No such image: busybox:1"}`, or how the body
  /// begins.
  static String said(String body) {
    String message = of(body).path("message").asString("");
    String said = (message.isEmpty() ? body : message).strip();
    return said.isEmpty() ? "nothing" : cut(said);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
