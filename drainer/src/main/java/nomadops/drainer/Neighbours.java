package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Knows how far all instances that go at once are: when every one of them is kept from new work
/// (what is drained off one would land on the next), and when every drain that may begin without a
/// look has begun (looks would only hold up the others). For many threads.
final class Neighbours {
  /// How long a node waits for those that were received with it: only a fault makes it so long.
  private static final Duration BATCH_PATIENCE = Duration.ofSeconds(3);

  /// How long a node waits for those that came before and after: longer would starve it while more
  /// and more instances go.
  private static final Duration CROWD_PATIENCE = Duration.ofMillis(500);

  /// What runs on a node that drains need not be known sooner: the least time that a drain begins
  /// with, if nobody has looked at its node, is much longer.
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(8);

  private final Supplier<Collection<Case>> all;
  private final AtomicInteger uncordoned = new AtomicInteger();
  private final AtomicInteger unbegun = new AtomicInteger();

  /// @param all cases under way
  Neighbours(Supplier<Collection<Case>> all) {
    this.all = all;
  }

  /// These were received together, and are about to start.
  void expect(Collection<Case> cases) {
    uncordoned.addAndGet(cases.size());
    unbegun.addAndGet(cases.size());
    Batch batch = new Batch(cases);
    cases.forEach(one -> one.isOf(batch));
  }

  /// One is past its cordon, or has none to wait for; the last of its batch wakes those, and the
  /// last of all wakes all.
  void cordoned(Case one) {
    if (one.cordoned()) {
      one.batch().cordoned();
      if (uncordoned.decrementAndGet() == 0) {
        all.get().forEach(Case::wake);
      }
    }
  }

  /// One has done what can be done without a look; to be told once. The last wakes all.
  void begun() {
    if (unbegun.decrementAndGet() == 0) {
      all.get().forEach(Case::wake);
    }
  }

  /// Whether a case may go on.
  boolean areCordoned(Case one, Instant now) {
    return (one.batch().isCordoned() || isOver(BATCH_PATIENCE, one, now))
        && (uncordoned.get() == 0 || isOver(CROWD_PATIENCE, one, now));
  }

  /// Whether a case whose drain has begun may look at its node.
  boolean haveBegun(Case one, Instant now) {
    return unbegun.get() == 0 || isOver(LOOK_PATIENCE, one, now);
  }

  private static boolean isOver(Duration patience, Case one, Instant now) {
    return now.isAfter(one.since().plus(patience));
  }
}
