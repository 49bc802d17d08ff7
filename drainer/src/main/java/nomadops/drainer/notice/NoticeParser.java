package nomadops.drainer.notice;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the messages that a queue brings, whoever wrote them and however they were wrapped: by
/// EventBridge, by an Auto Scaling group itself, and either of them by way of SNS.
///
/// Pure, and never throws on account of a message. For many threads.
public final class NoticeParser {
  /// SQS carries 1 MiB at most; nothing of AWS nests more than a few levels.
  private static final int DEEPEST = 64;

  /// A topic cannot be subscribed to a topic, but a function in between can wrap once more.
  private static final int ENVELOPES = 2;

  private final JsonMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  // Of two instance ids in one object neither is to be believed.
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  /// What a message means.
  ///
  /// @param receivedAt stands in for the time of a lifecycle action that carries none
  public Reading read(String body, Instant receivedAt) {
    try {
      return message(body, "", receivedAt, 0);
    } catch (Unfit unfit) {
      return new Reading.Unreadable(unfit.reason());
    }
  }

  private Reading message(String body, String path, Instant receivedAt, int envelopes) {
    Fields message = new Fields(object(body, path), path);
    if (message.has("detail-type")) {
      return EventBridge.read(message);
    }
    if (SnsEnvelope.is(message)) {
      if (envelopes == ENVELOPES) {
        throw new Unfit(
            message.at("Message"), "an SNS envelope again", "the event: too deeply wrapped");
      }
      return switch (SnsEnvelope.read(message)) {
        case SnsEnvelope.Content(String text) ->
            message(text, message.at("Message"), receivedAt, envelopes + 1);
        case SnsEnvelope.Other(Reading reading) -> reading;
      };
    }
    return GroupMessage.read(message, receivedAt);
  }

  private JsonNode object(String body, String path) {
    String where = path.isEmpty() ? "the body" : path;
    JsonNode node;
    try {
      node = json.readTree(body);
    } catch (JacksonException e) {
      throw new Unfit(
          where,
          "'" + Unfit.cut(body) + "'",
          "JSON: " + Unfit.cut(String.valueOf(e.getOriginalMessage())));
    }
    if (node == null || !node.isObject()) {
      String found = node == null || node.isMissingNode() ? "empty" : Fields.shown(node);
      throw new Unfit(where, found, "a JSON object");
    }
    return node;
  }
}
