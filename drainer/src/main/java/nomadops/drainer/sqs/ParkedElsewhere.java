package nomadops.drainer.sqs;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Parks messages in another queue. A message is deleted from its own only after the other has it:
/// a process that ends in between leaves it in both, never in none. Its own attributes are not
/// taken along; nothing of AWS uses them here. For many threads.
record ParkedElsewhere(Outbox other) implements Parked {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedElsewhere.class);

  /// It counts to the size of the message.
  private static final int LONGEST_REASON = 512;

  /// Sends a message there. May be asked again for the same message, when the answer was lost or
  /// its queue brought it again.
  ///
  /// @param queue where it is
  /// @param reason which field of it is wrong, and what it should be; or why it is still there
  /// @return false when the other queue never takes it
  /// @throws QueueFault when it may take it later
  boolean takes(String queue, Queue.Message message, String reason) throws InterruptedException {
    try {
      other.send(
          message.body(),
          Map.of(
              "reason", Shown.cut(reason, LONGEST_REASON),
              "source-queue", queue,
              "message-id", message.id(),
              "receive-count", Integer.toString(message.receiveCount())));
      return true;
    } catch (QueueFault fault) {
      if (fault.kind() == QueueFault.Kind.PASSING) {
        throw fault;
      }
      LOG.error(
          "message {} stays in queue {}, hidden: {}", message.id(), queue, fault.getMessage());
      return false;
    }
  }
}
