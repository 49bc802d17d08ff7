package nomadops.drainer;

import java.util.List;
import java.util.Map;
import nomadops.drainer.drain.Latest;
import nomadops.drainer.plan.CutWork;

/// Which cut allocations were told: an instance may be closed more than once, as after a restart
/// its drain is adopted, and its message comes again. For many threads.
final class ToldCuts {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Boolean> told = new Latest<>(REMEMBERED);

  /// Those that were not told yet; from now on they are.
  synchronized List<CutWork> fresh(List<CutWork> cut) {
    return cut.stream().filter(one -> told.put(one.alloc(), true) == null).toList();
  }
}
