package nomadops.drainer.sqs;

/// Hears of messages that are given up: nobody could read them, as often as they came.
@FunctionalInterface
public interface Parked {

  /// The message is deleted from its queue after this returns.
  ///
  /// @param reason which field of it is wrong, and what it should be
  void parked(String queue, Queue.Message message, String reason);
}
