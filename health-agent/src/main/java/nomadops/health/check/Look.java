package nomadops.health.check;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one thing on time: each look has a thread of its own and a deadline, and while one that
/// was told to give up has not, no other begins. It is a platform's thread: a file system that
/// hangs would keep the one that carries virtual threads, and every other check with it.
public final class Look {
  private static final Logger LOG = LoggerFactory.getLogger(Look.class);

  /// How long one that was interrupted has to end.
  private static final Duration MERCY = Duration.ofSeconds(1);

  private final Check check;
  private final Duration deadline;
  private @Nullable Thread stuck;

  /// @param deadline of each look
  public Look(Check check, Duration deadline) {
    this.check = check;
    this.deadline = deadline;
  }

  /// The same with another check of that name, or with another deadline: it does not begin before
  /// this one's last look has ended. Not to be asked while this one looks.
  public Look instead(Check other, Duration itsDeadline) {
    Look next = new Look(other, itsDeadline);
    next.stuck = stuck;
    return next;
  }

  /// Looks, and returns a little after the deadline at the latest.
  public Finding once() throws InterruptedException {
    Thread before = stuck;
    if (before != null && before.isAlive()) {
      return check.overdue(deadline);
    }
    stuck = null;
    AtomicReference<Finding> found = new AtomicReference<>(check.overdue(deadline));
    Thread looking =
        Thread.ofPlatform().daemon().name("check-" + check.name()).start(() -> look(found));
    try {
      if (!looking.join(deadline)) {
        giveUp(looking);
      }
      return found.get();
    } catch (InterruptedException e) {
      giveUp(looking);
      throw e;
    }
  }

  private void giveUp(Thread looking) throws InterruptedException {
    stuck = looking;
    looking.interrupt();
    if (looking.join(MERCY)) {
      stuck = null;
    }
  }

  private void look(AtomicReference<Finding> found) {
    try {
      found.set(check.look(deadline));
    } catch (InterruptedException _) {
      // It was given up, and what that means is there already.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the check {} broke, which is a bug: {}", check.name(), e.toString(), e);
      found.set(Finding.unknown("the check broke: " + e));
    }
  }
}
