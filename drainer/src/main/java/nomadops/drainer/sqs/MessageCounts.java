package nomadops.drainer.sqs;

/// What came from a queue since the start.
///
/// @param received messages, each delivery of each
/// @param redelivered deliveries of messages that were known already
/// @param nothing messages from which nothing follows
/// @param foreign deliveries of messages that were handed back, being of other groups
/// @param unreadable deliveries that nobody could read
/// @param parked deliveries that were so often unreadable that they were put out of the way
public record MessageCounts(
    long received, long redelivered, long nothing, long foreign, long unreadable, long parked) {
  static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0, 0, 0);

  MessageCounts withNotices() {
    return plus(0, 0, 0, 0, 0);
  }

  MessageCounts again() {
    return plus(1, 0, 0, 0, 0);
  }

  MessageCounts withNothing() {
    return plus(0, 1, 0, 0, 0);
  }

  MessageCounts withForeign() {
    return plus(0, 0, 1, 0, 0);
  }

  MessageCounts left() {
    return plus(0, 0, 0, 1, 0);
  }

  MessageCounts givenUp() {
    return plus(0, 0, 0, 1, 1);
  }

  private MessageCounts plus(int again, int none, int others, int unread, int set) {
    return new MessageCounts(
        received + 1,
        redelivered + again,
        nothing + none,
        foreign + others,
        unreadable + unread,
        parked + set);
  }
}
