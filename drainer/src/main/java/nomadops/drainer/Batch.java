package nomadops.drainer;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Instances whose notices were received together. For many threads.
final class Batch {
  /// For a case of which no batch is known.
  static final Batch NONE = new Batch(List.of());

  private final List<Case> cases;
  private final AtomicInteger uncordoned;

  Batch(Collection<Case> cases) {
    this.cases = List.copyOf(cases);
    this.uncordoned = new AtomicInteger(cases.size());
  }

  /// One more of them takes no new work; the last wakes all.
  void cordoned() {
    if (uncordoned.decrementAndGet() == 0) {
      cases.forEach(Case::wake);
    }
  }

  boolean isCordoned() {
    return uncordoned.get() <= 0;
  }
}
