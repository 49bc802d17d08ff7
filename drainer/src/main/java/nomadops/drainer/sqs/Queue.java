package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.List;

/// One SQS queue (API 2012-11-05). What becomes of a request as a whole is thrown as [QueueFault];
/// what becomes of each of its messages is an [Outcome], one for each and in the same order.
public interface Queue {
  /// The most messages that one request takes or brings.
  int AT_ONCE = 10;

  /// For messages to people, such as the queue's name.
  String name();

  /// Waits up to 20 s for up to [#AT_ONCE] messages, which are then invisible to others for
  /// `visibility`.
  List<Message> receive(Duration visibility) throws InterruptedException;

  /// Keeps up to [#AT_ONCE] messages invisible from now on, in one request.
  List<Outcome> keep(List<Keep> keeps) throws InterruptedException;

  /// Done with up to [#AT_ONCE] messages, for good, in one request.
  List<Outcome> delete(List<Message> messages) throws InterruptedException;

  /// One delivery of a message.
  ///
  /// @param id the message's own id: the same when it is delivered again
  /// @param receiptHandle of this one delivery
  /// @param receiveCount how often it was delivered, this time included
  record Message(String id, String receiptHandle, String body, int receiveCount) {}

  /// A message that is to be kept invisible.
  ///
  /// @param message with its latest receipt handle
  /// @param visibility for how long from now on; zero shows it to others at once
  record Keep(Message message, Duration visibility) {}

  /// What became of one message of a request.
  sealed interface Outcome {
    record Done() implements Outcome {}

    /// It was not done, or nobody knows.
    ///
    /// @param reason written for people: the queue, what was asked, what came back
    record Failed(QueueFault.Kind kind, String reason) implements Outcome {}
  }
}
