package nomadops.drainer.sqs;

import java.util.Map;

/// A queue that is written to (SendMessage, API 2012-11-05). Faults are thrown as [QueueFault].
public interface Outbox {
  /// For messages to people, such as the queue's name.
  String name();

  /// Sends a message; repeated, it is there twice.
  ///
  /// @param attributes of type String, none of them empty; SQS counts them to the message's size
  void send(String body, Map<String, String> attributes) throws InterruptedException;
}
