package nomadops.drainer.sqs;

import java.util.Optional;
import nomadops.drainer.notice.NoticeParser;
import nomadops.drainer.notice.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each delivered message in, by what it means. For the polling thread.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int SHOWN = 2048;

  private final String queue;
  private final IntakeTerms terms;
  private final IntakeTime time;
  private final Custody custody;
  private final Parked parked;
  private final NoticeParser parser = new NoticeParser();
  private volatile MessageCounts counts = MessageCounts.NONE;

  Reception(String queue, IntakeTerms terms, IntakeTime time, Custody custody, Parked parked) {
    this.queue = queue;
    this.terms = terms;
    this.time = time;
    this.custody = custody;
    this.parked = parked;
  }

  /// Takes a message in.
  ///
  /// @return what is to be handed over; empty when it was handed over before, or tells of nothing
  Optional<Delivery> take(Queue.Message message) {
    if (custody.knows(message, now())) {
      counts = counts.again();
      LOG.debug("message {} of {} came again", message.id(), queue);
      return Optional.empty();
    }
    return switch (parser.read(message.body(), time.wall().instant())) {
      case Reading.Notices(var notices) -> {
        counts = counts.withNotices();
        custody.open(message, now());
        yield Optional.of(
            new Delivery(queue, message.id(), notices, id -> custody.done(id, now())));
      }
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
        "message {} of {} is given up and deleted: {}; it says: {}",
        message.id(),
        queue,
        reason,
        shown(message.body()));
    parked.parked(queue, message, reason);
    custody.discard(message, now());
  }

  /// On one line, whatever was sent.
  private static String shown(String body) {
    String cut = body.length() > SHOWN ? body.substring(0, SHOWN) + "..." : body;
    return cut.replaceAll("\\p{Cntrl}+", " ");
  }

  MessageCounts counts() {
    return counts;
  }

  private long now() {
    return time.ticker().nanos();
  }
}
