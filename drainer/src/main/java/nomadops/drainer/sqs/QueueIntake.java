package nomadops.drainer.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import nomadops.runtime.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one queue. Each message with notices is handed over once, as a [Delivery], however often
/// SQS delivers it; it stays invisible until it is done, and only then is it deleted. What a former
/// process did not finish is delivered again by SQS, and so handed over again.
///
/// Two loops, on threads of their own: [#poll()] and [#keep()].
public final class QueueIntake {
  private static final Logger LOG = LoggerFactory.getLogger(QueueIntake.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private static final int MOST_EXTRA = 5;

  private final Queue queue;
  private final IntakeTerms terms;
  private final IntakeTime time;
  private final Consumer<List<Delivery>> consumer;
  private final Custody custody;
  private final VisibilityKeeper keeper;
  private final Reception reception;
  private volatile Optional<Instant> lastPoll = Optional.empty();
  private volatile Optional<String> lastFault = Optional.empty();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger extra = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> bug = new AtomicReference<>();

  /// An intake that has not started.
  ///
  /// @param consumer called by a polling thread, of which there may be several; it must not wait
  /// @param parked where messages go that we can do nothing with
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
    this.custody = new Custody(terms.visibility());
    this.keeper = new VisibilityKeeper(queue, custody, parked, terms.visibility(), time);
    this.reception = new Reception(queue.name(), terms, time, custody);
  }

  /// Polls until it is interrupted. Faults are waited out.
  public void poll() throws InterruptedException {
    try (ExecutorService more = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        while (true) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          throwBug();
          boolean crowded = turn();
          if (crowded) {
            help(more);
          }
          int failed = failures.get();
          if (failed > 0) {
            time.pause().sleep(BACKOFF.after(failed, time.random()));
          }
        }
      } finally {
        more.shutdownNow();
      }
    }
  }

  /// SQS gives ten messages at a time: when a thousand instances go at once, one poller's hundredth
  /// request would come late.
  private void help(ExecutorService more) {
    while (extra.incrementAndGet() <= MOST_EXTRA) {
      more.execute(() -> {
        try {
          while (turn()) {}
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
          bug.set(e);
        } finally {
          extra.decrementAndGet();
        }
      });
    }
    extra.decrementAndGet();
  }

  private void throwBug() {
    Throwable thrown = bug.get();
    if (thrown != null) {
      throw new IllegalStateException("a poll of " + queue.name() + " failed", thrown);
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
  ///
  /// @return true when there may be many more messages
  boolean turn() throws InterruptedException {
    List<Queue.Message> messages;
    try {
      messages = queue.receive(terms.visibility());
    } catch (QueueFault fault) {
      failed(String.valueOf(fault.getMessage()));
      return false;
    }
    if (failures.getAndSet(0) > 0) {
      LOG.info("queue {} answers again", queue.name());
    }
    lastFault = Optional.empty();
    lastPoll = Optional.of(time.wall().instant());
    // All are in our care before the first is handed over, since that may take a moment.
    List<Delivery> deliveries =
        messages.stream().map(reception::take).flatMap(Optional::stream).toList();
    if (!deliveries.isEmpty()) {
      consumer.accept(deliveries);
    }
    return messages.size() >= Queue.AT_ONCE;
  }

  private void failed(String reason) {
    if (!lastFault.equals(Optional.of(reason))) {
      LOG.error("no messages come: {}", reason);
    }
    failures.incrementAndGet();
    lastFault = Optional.of(reason);
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
        custody.parked(time.ticker().nanos()),
        reception.counts(),
        custody.deleted());
  }

  /// One turn of [#keep()], on the given threads.
  void keepTurn(Executor threads) {
    keeper.turn(threads);
  }
}
