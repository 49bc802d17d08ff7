package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.List;

/// One SQS queue (API 2012-11-05). Faults are thrown as [QueueFault].
public interface Queue {
  /// For messages to people, such as the queue's name.
  String name();

  /// Waits up to 20 s for up to ten messages, which are then invisible to others for `visibility`.
  List<Message> receive(Duration visibility) throws InterruptedException;

  /// Keeps a message invisible from now on for `visibility`; it must be the latest receipt handle.
  void keep(Message message, Duration visibility) throws InterruptedException;

  /// Done with it, for good.
  void delete(Message message) throws InterruptedException;

  /// One delivery of a message.
  ///
  /// @param id the message's own id: the same when it is delivered again
  /// @param receiptHandle of this one delivery
  /// @param receiveCount how often it was delivered, this time included
  record Message(String id, String receiptHandle, String body, int receiveCount) {}
}
