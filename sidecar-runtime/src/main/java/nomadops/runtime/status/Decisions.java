package nomadops.runtime.status;

import java.util.ArrayList;
import java.util.List;

/// The last decisions, bounded. One that says the same (what, and with which outcome) as one of the
/// newest few is counted there, so that a thousand purges are a line and what came between them
/// stays in sight. For many threads.
public final class Decisions {
  private static final int USUAL = 50;

  /// So far back one is looked for that says the same.
  private static final int NEAR = 6;

  private final int most;
  private final List<Decision> oldestFirst = new ArrayList<>();

  /// Keeps 50.
  public Decisions() {
    this(USUAL);
  }

  /// @param most entries that are kept, at least 1
  public Decisions(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most is " + most + "; keep at least 1");
    }
    this.most = most;
  }

  /// One more.
  public synchronized void add(Decision decision) {
    Decision entry = decision;
    int size = oldestFirst.size();
    for (int i = size - 1; i >= Math.max(0, size - NEAR); i--) {
      if (oldestFirst.get(i).saysTheSameAs(decision)) {
        entry = oldestFirst.remove(i).again(decision);
        break;
      }
    }
    oldestFirst.add(entry);
    if (oldestFirst.size() > most) {
      oldestFirst.removeFirst();
    }
  }

  /// The newest first.
  public synchronized List<Decision> newestFirst() {
    return List.copyOf(oldestFirst.reversed());
  }
}
