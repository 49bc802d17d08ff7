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
  /// How long a node that is cordoned waits for the others: longer would starve it while more and
  /// more instances go.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// What runs on a node that drains need not be known sooner: the least time that a drain begins
  /// with, if nobody has looked at its node, is much longer.
  private static final Duration LOOK_PATIENCE = Duration.ofSeconds(3);

  private final Supplier<Collection<Case>> all;
  private final AtomicInteger uncordoned = new AtomicInteger();
  private final AtomicInteger unbegun = new AtomicInteger();

  /// @param all cases under way
  Neighbours(Supplier<Collection<Case>> all) {
    this.all = all;
  }

  /// So many more are about to start.
  void expect(int cases) {
    uncordoned.addAndGet(cases);
    unbegun.addAndGet(cases);
  }

  /// One is past its cordon, or has none to wait for; the last wakes all.
  void cordoned(Case one) {
    if (one.cordoned() && uncordoned.decrementAndGet() == 0) {
      all.get().forEach(Case::wake);
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
    return uncordoned.get() == 0 || now.isAfter(one.since().plus(PATIENCE));
  }

  /// Whether a case whose drain has begun may look at its node.
  boolean haveBegun(Case one, Instant now) {
    return unbegun.get() == 0 || now.isAfter(one.since().plus(LOOK_PATIENCE));
  }
}
