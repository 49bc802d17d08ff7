package nomadops.drainer.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.notice.NoticeParser;
import nomadops.drainer.notice.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each delivered message in, by what it means. For many threads.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /// What AWS sends is shorter; SQS carries up to 1 MiB.
  private static final int SHOWN = 8192;

  private final String queue;
  private final IntakeTerms terms;
  private final IntakeTime time;
  private final Custody custody;
  private final NoticeParser parser = new NoticeParser();
  private volatile MessageCounts counts = MessageCounts.NONE;

  Reception(String queue, IntakeTerms terms, IntakeTime time, Custody custody) {
    this.queue = queue;
    this.terms = terms;
    this.time = time;
    this.custody = custody;
  }

  /// Takes a message in.
  ///
  /// @return what is to be handed over; empty when it was handed over before, or tells of nothing
  synchronized Optional<Delivery> take(Queue.Message message) {
    if (custody.knows(message, now())) {
      counts = counts.again();
      LOG.debug("message {} of {} came again", message.id(), queue);
      return Optional.empty();
    }
    return switch (parser.read(message.body(), time.wall().instant())) {
      case Reading.Notices(var notices) ->
          terms
              .groups()
              .foreign(notices)
              .map(group -> handBack(message, group))
              .orElseGet(() -> open(message, notices));
      case Reading.Nothing(String reason) -> {
        counts = counts.withNothing();
        LOG.info("message {} of {} asks for nothing: {}", message.id(), queue, reason);
        custody.discard(message, now());
        yield Optional.empty();
      }
      case Reading.Unreadable(String reason) -> {
        setAside(message, reason);
        yield Optional.empty();
      }
    };
  }

  private Optional<Delivery> open(Queue.Message message, List<Notice> notices) {
    counts = counts.withNotices();
    custody.open(message, now());
    return Optional.of(new Delivery(queue, message.id(), notices, id -> custody.done(id, now())));
  }

  private Optional<Delivery> handBack(Queue.Message message, String group) {
    counts = counts.withForeign();
    Duration in = Groups.handBackIn(message.receiveCount(), terms.visibility());
    LOG.info(
        "message {} of {} is handed back in {} s, delivery {}: group {} is none of ours",
        message.id(),
        queue,
        in.toSeconds(),
        message.receiveCount(),
        group);
    custody.handBack(message, in, "group " + group + " is none of ours", now());
    return Optional.empty();
  }

  private void setAside(Queue.Message message, String reason) {
    if (message.receiveCount() < terms.parkAfter()) {
      counts = counts.left();
      LOG.warn(
          "message {} of {} is left in the queue, delivery {} of {}: {}",
          message.id(),
          queue,
          message.receiveCount(),
          terms.parkAfter(),
          reason);
      return;
    }
    counts = counts.givenUp();
    LOG.error(
        "message {} of {} cannot be read at its delivery {}, and is parked: {}; it says: {}",
        message.id(),
        queue,
        message.receiveCount(),
        reason,
        Shown.cut(message.body(), SHOWN));
    custody.park(message, reason, now());
  }

  MessageCounts counts() {
    return counts;
  }

  private long now() {
    return time.ticker().nanos();
  }
}
