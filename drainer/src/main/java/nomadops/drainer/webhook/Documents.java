package nomadops.drainer.webhook;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON strictly: one document, no name twice in an object, not deep.
final class Documents {
  private static final int DEEPEST = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  // Of two instances in one object neither is to be believed.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Documents() {}

  static Optional<JsonNode> read(byte[] body, String where, Faults faults) {
    try {
      JsonNode document = JSON.readTree(body);
      if (document != null && !document.isMissingNode()) {
        return Optional.of(document);
      }
      faults.add(where, "empty", "JSON");
    } catch (JacksonException e) {
      faults.unread(where, Words.cut(String.valueOf(e.getOriginalMessage())));
    }
    return Optional.empty();
  }

  static byte[] write(Object answer) {
    return JSON.writeValueAsBytes(answer);
  }
}
