package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How a queue is set up (`GetQueueAttributes`, 2012-11-05).
///
/// @param visibility for whoever receives without saying one
/// @param maxReceives after which a message goes to the dead-letter queue; empty when there is none
/// @param waiting messages, roughly
/// @param fifo messages of one group wait for each other
public record QueueSetup(Duration visibility, OptionalInt maxReceives, long waiting, boolean fifo) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// From attributes as they come: `30`, `{"deadLetterTargetArn":"arn:...","maxReceiveCount":5}`.
  static QueueSetup of(String visibility, String redrive, String waiting, boolean fifo) {
    return new QueueSetup(
        Duration.ofSeconds(number(visibility)), receives(redrive), number(waiting), fifo);
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  /// AWS writes the count as a number or as text.
  private static OptionalInt receives(String redrive) {
    if (redrive.isBlank()) {
      return OptionalInt.empty();
    }
    try {
      int count = JSON.readTree(redrive).path("maxReceiveCount").asInt(0);
      return count > 0 ? OptionalInt.of(count) : OptionalInt.empty();
    } catch (JacksonException _) {
      return OptionalInt.empty();
    }
  }
}
