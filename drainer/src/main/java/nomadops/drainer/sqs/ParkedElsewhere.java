package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Parks messages in another queue. A message is deleted from its own only after the other has it:
/// a process that ends in between leaves it in both, never in none. Its own attributes are not
/// taken along; nothing of AWS uses them here.
final class ParkedElsewhere implements Parked {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedElsewhere.class);

  /// It counts to the size of the message.
  private static final int LONGEST_REASON = 512;

  private final Outbox other;

  ParkedElsewhere(Outbox other) {
    this.other = other;
  }

  @Override
  public Place park(Queue queue, Queue.Message message, String reason, Duration longest)
      throws InterruptedException {
    try {
      other.send(
          message.body(),
          Map.of(
              "reason", Shown.cut(reason, LONGEST_REASON),
              "source-queue", queue.name(),
              "message-id", message.id(),
              "receive-count", Integer.toString(message.receiveCount())));
      return Place.ELSEWHERE;
    } catch (QueueFault fault) {
      if (fault.kind() == QueueFault.Kind.PASSING) {
        throw fault;
      }
      LOG.error(
          "message {} stays in queue {}, hidden: {}",
          message.id(),
          queue.name(),
          fault.getMessage());
      return Parked.inPlace().park(queue, message, reason, longest);
    }
  }
}
