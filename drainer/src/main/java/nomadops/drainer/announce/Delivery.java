package nomadops.drainer.announce;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.runtime.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for one way, one after the other, so that the order holds for each instance.
final class Delivery implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /// So soon a rest ends when the process does.
  private static final Duration NAP = Duration.ofMillis(200);

  private final Way way;
  private final Mailbox mailbox;
  private final AnnounceTime time;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private int failuresInARow;

  Delivery(Way way, int most, AnnounceTime time) {
    this.way = way;
    this.mailbox = new Mailbox(most);
    this.time = time;
  }

  void put(Announcement announcement) {
    if (way.takes(announcement.event())) {
      mailbox.put(announcement);
    }
  }

  /// No more comes; what waits is tried once more each.
  void end() {
    mailbox.close();
  }

  WayStatus status() {
    return new WayStatus(
        way.name(),
        mailbox.size(),
        delivered.get(),
        failed.get(),
        givenUp.get(),
        mailbox.dropped());
  }

  /// Until the end, or an interrupt.
  @Override
  public void run() {
    try {
      Optional<Announcement> next = mailbox.take();
      while (next.isPresent()) {
        deliver(next.get());
        next = mailbox.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Announcement one) throws InterruptedException {
    boolean over = false;
    for (int attempts = 1; !over; attempts++) {
      Sent sent = attempt(one);
      failuresInARow = sent instanceof Sent.Later ? failuresInARow + 1 : 0;
      Patience.Next next =
          way.patience()
              .next(
                  sent,
                  attempts,
                  one.time(),
                  time.clock().instant(),
                  BACKOFF.after(Math.max(1, failuresInARow), time.random()),
                  mailbox.isClosed());
      over = settle(one, attempts, next);
    }
  }

  /// Does what follows; true when there is nothing more to do about it.
  private boolean settle(Announcement one, int attempts, Patience.Next next)
      throws InterruptedException {
    return switch (next) {
      case Patience.Next.Over _ -> {
        delivered.incrementAndGet();
        LOG.debug("{}: told {} of {}", way.name(), one.event().word(), one.instance());
        yield true;
      }
      case Patience.Next.GiveUp gone -> {
        failed.incrementAndGet();
        givenUp.incrementAndGet();
        LOG.warn(
            "{}: {} of {} is given up after {} attempts: {}",
            way.name(),
            one.event().word(),
            one.instance(),
            attempts,
            gone.reason());
        rest(gone.rest());
        yield true;
      }
      case Patience.Next.Again again -> {
        failed.incrementAndGet();
        String what = "{}: {} of {} failed, and is tried again in {} s: {}";
        LOG.atLevel(attempts == 1 ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.DEBUG)
            .log(
                what,
                way.name(),
                one.event().word(),
                one.instance(),
                again.rest().toSeconds(),
                again.reason());
        rest(again.rest());
        yield false;
      }
    };
  }

  /// A bug of one way is no reason to end a process that drains nodes.
  private Sent attempt(Announcement one) throws InterruptedException {
    try {
      return way.sender().send(one);
    } catch (RuntimeException e) {
      // Its message may hold what was configured, and so a secret.
      StackTraceElement[] trace = e.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[0];
      return new Sent.Refused("a bug: " + e.getClass().getName() + where);
    }
  }

  private void rest(Duration time) throws InterruptedException {
    Duration left = time;
    while (left.isPositive() && !mailbox.isClosed()) {
      Duration nap = left.compareTo(NAP) < 0 ? left : NAP;
      this.time.pause().sleep(nap);
      left = left.minus(nap);
    }
  }
}
