package nomadops.simulator.raft;

import java.util.ArrayDeque;
import java.util.Deque;

/// Work that follows from an applied entry (a worker's next step, a client's report). It runs when
/// the entry is through, one piece after another, in whichever thread gets there first; so nothing
/// is applied in the middle of something else, and without a cost model everything has happened
/// before a write returns.
public final class Afterwards {
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private boolean draining;

  public synchronized void post(Runnable work) {
    queue.add(work);
  }

  public void drain() {
    synchronized (this) {
      if (draining) {
        return;
      }
      draining = true;
    }
    for (Runnable work = next(); work != null; work = next()) {
      work.run();
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable next() {
    Runnable work = queue.poll();
    draining = work != null;
    return work;
  }
}
