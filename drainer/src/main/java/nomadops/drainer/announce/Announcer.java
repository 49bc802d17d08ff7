package nomadops.drainer.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import nomadops.drainer.Drainer;
import nomadops.drainer.Watcher;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what the drainer does, and tells it to every [Way] that wants it. A watcher's call only
/// puts into queues of bounded length; each way is served by a virtual thread of its own.
public final class Announcer implements Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

  private final Lives lives;
  private final List<Delivery> deliveries;
  private final List<Thread> threads = new ArrayList<>();
  private final Duration flush;
  private final AnnounceTime time;
  // The order in which things are told is the order in which they are put into the queues.
  private final ReentrantLock order = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Announcer(
      List<Way> ways, StuckTerms stuck, int queue, Duration flush, AnnounceTime time) {
    this.lives = new Lives(stuck);
    this.deliveries = ways.stream().map(way -> new Delivery(way, queue, time)).toList();
    this.flush = flush;
    this.time = time;
  }

  /// Starts to serve all ways.
  ///
  /// @param ways may be none: then only [#stuck] is of use
  /// @param queue how many announcements may wait for each way, at least 1
  /// @param flush how long closing waits for what is not sent yet
  public static Announcer start(
      List<Way> ways, StuckTerms stuck, int queue, Duration flush, AnnounceTime time) {
    Announcer announcer = new Announcer(ways, stuck, queue, flush, time);
    for (int i = 0; i < ways.size(); i++) {
      announcer.threads.add(
          Thread.ofVirtual()
              .name("announce " + ways.get(i).name())
              .start(announcer.deliveries.get(i)));
    }
    return announcer;
  }

  /// Looks every few seconds whether anything is stuck, until told to stop.
  ///
  /// @param view every instance under way, as [Drainer#view] gives it
  public void run(Supplier<List<Drainer.View>> view, BooleanSupplier stop)
      throws InterruptedException {
    while (!stop.getAsBoolean()) {
      look(view);
      time.pause().sleep(BETWEEN_LOOKS);
    }
  }

  /// One look. The view is asked for while nothing else is heard: an instance that it shows has not
  /// been told to be closed.
  void look(Supplier<List<Drainer.View>> view) {
    hear(now -> lives.looked(view.get(), now));
  }

  @Override
  public void received(Notice notice) {
    hear(now -> lives.received(notice, now));
  }

  @Override
  public void performed(Doomed doomed, DrainDecision decision) {
    hear(now -> lives.performed(doomed, decision, now));
  }

  @Override
  public void failed(Doomed doomed, String what, RuntimeException fault) {
    hear(now -> lives.failed(doomed, what, "" + fault.getMessage(), now));
  }

  @Override
  public void cut(Doomed doomed, List<CutWork> cut) {
    hear(now -> lives.cut(doomed, cut, now));
  }

  @Override
  public void closed(Doomed doomed, DrainDecision.Close how, Duration took) {
    hear(now -> lives.closed(doomed, how, now));
  }

  private void hear(Function<Instant, List<Announcement>> told) {
    order.lock();
    try {
      for (Announcement news : told.apply(time.clock().instant())) {
        deliveries.forEach(delivery -> delivery.put(news));
      }
    } finally {
      order.unlock();
    }
  }

  /// How many instances are stuck.
  public int stuck() {
    order.lock();
    try {
      return lives.countStuck();
    } finally {
      order.unlock();
    }
  }

  /// How each way does.
  public List<WayStatus> ways() {
    return deliveries.stream().map(Delivery::status).toList();
  }

  /// Tells nothing new, and gives what waits one attempt each, for as long as `flush` allows.
  /// Closing again does nothing.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    deliveries.forEach(Delivery::end);
    try {
      join(flush);
      threads.forEach(Thread::interrupt);
      join(AFTER_INTERRUPT);
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
    for (WayStatus way : ways()) {
      if (way.waiting() > 0) {
        LOG.warn("{}: {} announcements were not told before the end", way.way(), way.waiting());
      }
    }
  }

  private void join(Duration most) throws InterruptedException {
    long left = most.toNanos();
    for (Thread thread : threads) {
      long share = left / threads.size();
      boolean _ = thread.join(Duration.ofNanos(share));
    }
  }
}
