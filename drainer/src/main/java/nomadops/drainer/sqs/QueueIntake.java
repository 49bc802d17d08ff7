package nomadops.drainer.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import nomadops.drainer.notice.NoticeParser;
import nomadops.drainer.notice.Reading;
import nomadops.runtime.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one queue. Each message with notices is handed over once, as a [Delivery], however often
/// SQS delivers it; it stays invisible until it is done, and only then is it deleted. What a former
/// process did not finish is delivered again by SQS, and so handed over again.
///
/// Two loops, on threads of their own: [#poll()] and [#keep()].
public final class QueueIntake {
  private static final Logger LOG = LoggerFactory.getLogger(QueueIntake.class);
  private static final int SHOWN = 2048;
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final Queue queue;
  private final IntakeTerms terms;
  private final IntakeTime time;
  private final Consumer<List<Delivery>> consumer;
  private final Parked parked;
  private final NoticeParser parser = new NoticeParser();
  private final Custody custody;
  private final VisibilityKeeper keeper;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong redelivered = new AtomicLong();
  private final AtomicLong nothing = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final AtomicLong given = new AtomicLong();
  private volatile Optional<Instant> lastPoll = Optional.empty();
  private volatile Optional<String> lastFault = Optional.empty();
  private int failures;

  /// An intake that has not started.
  ///
  /// @param consumer gets what was received at once; called by the polling thread, so it must not
  ///   wait
  public QueueIntake(
      Queue queue,
      IntakeTerms terms,
      IntakeTime time,
      Consumer<List<Delivery>> consumer,
      Parked parked) {
    this.queue = queue;
    this.terms = terms;
    this.time = time;
    this.consumer = consumer;
    this.parked = parked;
    this.custody = new Custody(terms.visibility());
    this.keeper = new VisibilityKeeper(queue, custody, terms.visibility(), time);
  }

  /// Polls until it is interrupted. Faults are waited out.
  public void poll() throws InterruptedException {
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      turn();
      if (failures > 0) {
        time.pause().sleep(BACKOFF.after(failures, time.random()));
      }
    }
  }

  /// Keeps messages invisible and deletes what is done, until it is interrupted. To be stopped
  /// after [#poll()], when the work in flight has ended.
  public void keep() throws InterruptedException {
    keeper.run();
  }

  /// For an orderly end, after both loops: deletes what is done, and shows the rest to whoever
  /// polls next. Without it they show up when their visibility ends.
  public void handBack() throws InterruptedException {
    keeper.release();
  }

  /// One poll.
  void turn() throws InterruptedException {
    List<Queue.Message> messages;
    try {
      messages = queue.receive(terms.visibility());
    } catch (QueueFault fault) {
      failed(String.valueOf(fault.getMessage()));
      return;
    }
    if (failures > 0) {
      LOG.info("queue {} answers again", queue.name());
    }
    failures = 0;
    lastFault = Optional.empty();
    lastPoll = Optional.of(time.wall().instant());
    accept(messages);
  }

  private void failed(String reason) {
    if (!lastFault.equals(Optional.of(reason))) {
      LOG.error("no messages come: {}", reason);
    }
    failures++;
    lastFault = Optional.of(reason);
  }

  /// All are in our care before they are handed over, since that may take a moment.
  private void accept(List<Queue.Message> messages) {
    received.addAndGet(messages.size());
    List<Delivery> deliveries = new ArrayList<>();
    for (Queue.Message message : messages) {
      if (custody.knows(message, now())) {
        redelivered.incrementAndGet();
        LOG.debug("message {} of {} came again", message.id(), queue.name());
      } else {
        take(message).ifPresent(deliveries::add);
      }
    }
    if (!deliveries.isEmpty()) {
      consumer.accept(deliveries);
    }
  }

  private Optional<Delivery> take(Queue.Message message) {
    return switch (parser.read(message.body(), time.wall().instant())) {
      case Reading.Notices(var notices) -> {
        custody.open(message, now());
        yield Optional.of(
            new Delivery(queue.name(), message.id(), notices, id -> custody.done(id, now())));
      }
      case Reading.Nothing(String reason) -> {
        nothing.incrementAndGet();
        LOG.info("message {} of {} is deleted: {}", message.id(), queue.name(), reason);
        custody.discard(message, now());
        yield Optional.empty();
      }
      case Reading.Unreadable(String reason) -> {
        unreadable.incrementAndGet();
        setAside(message, reason);
        yield Optional.empty();
      }
    };
  }

  private void setAside(Queue.Message message, String reason) {
    if (message.receiveCount() < terms.parkAfter()) {
      LOG.warn(
          "message {} of {} is left in the queue, delivery {} of {}: {}",
          message.id(),
          queue.name(),
          message.receiveCount(),
          terms.parkAfter(),
          reason);
      return;
    }
    given.incrementAndGet();
    LOG.error(
        "message {} of {} is given up and deleted: {}; it says: {}",
        message.id(),
        queue.name(),
        reason,
        cut(message.body()));
    parked.parked(queue.name(), message, reason);
    custody.discard(message, now());
  }

  private static String cut(String body) {
    return body.length() > SHOWN ? body.substring(0, SHOWN) + "..." : body;
  }

  private long now() {
    return time.ticker().nanos();
  }

  /// When the queue last answered a poll, with or without messages.
  public Optional<Instant> lastPoll() {
    return lastPoll;
  }

  /// Why the latest poll failed; empty when it did not.
  public Optional<String> lastFault() {
    return lastFault;
  }

  /// All that is known of this intake.
  public IntakeStatus status() {
    return new IntakeStatus(
        queue.name(),
        lastPoll,
        lastFault,
        keeper.lastFault(),
        custody.open(),
        custody.undeleted(),
        received.get(),
        redelivered.get(),
        nothing.get(),
        unreadable.get(),
        given.get(),
        custody.deleted());
  }

  /// One turn of [#keep()], on the given threads.
  void keepTurn(Executor threads) {
    keeper.turn(threads);
  }
}
