package nomadops.drainer.sqs;

/// What came from a queue since the start.
///
/// @param received messages, each delivery of each
/// @param redelivered deliveries of messages that were known already
/// @param nothing messages from which nothing follows
/// @param unreadable deliveries that nobody could read
/// @param parked messages that were given up as unreadable
public record MessageCounts(
    long received, long redelivered, long nothing, long unreadable, long parked) {
  static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0, 0);

  MessageCounts withNotices() {
    return new MessageCounts(received + 1, redelivered, nothing, unreadable, parked);
  }

  MessageCounts again() {
    return new MessageCounts(received + 1, redelivered + 1, nothing, unreadable, parked);
  }

  MessageCounts withNothing() {
    return new MessageCounts(received + 1, redelivered, nothing + 1, unreadable, parked);
  }

  MessageCounts left() {
    return new MessageCounts(received + 1, redelivered, nothing, unreadable + 1, parked);
  }

  MessageCounts givenUp() {
    return new MessageCounts(received + 1, redelivered, nothing, unreadable + 1, parked + 1);
  }
}
