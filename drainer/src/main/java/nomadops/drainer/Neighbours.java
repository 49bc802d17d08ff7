package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Knows when every instance that goes is kept from new work: what is drained off one would land on
/// the next. For many threads.
final class Neighbours {
  /// How long a node that is cordoned waits for the others: longer would starve it while more and
  /// more instances go.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Supplier<Collection<Case>> all;
  private final AtomicInteger uncordoned = new AtomicInteger();

  /// @param all cases under way
  Neighbours(Supplier<Collection<Case>> all) {
    this.all = all;
  }

  /// So many more are about to start.
  void expect(int cases) {
    uncordoned.addAndGet(cases);
  }

  /// One is past its cordon, or has none to wait for; the last wakes all.
  void cordoned(Case one) {
    if (one.cordoned() && uncordoned.decrementAndGet() == 0) {
      all.get().forEach(Case::wake);
    }
  }

  /// Whether a case may go on.
  boolean areCordoned(Case one, Instant now) {
    return uncordoned.get() == 0 || now.isAfter(one.since().plus(PATIENCE));
  }
}
