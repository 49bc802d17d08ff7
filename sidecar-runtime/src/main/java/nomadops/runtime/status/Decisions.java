package nomadops.runtime.status;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// The last decisions, bounded. Those that say the same as one of the newest few are counted there,
/// so that a decision that is made anew at each turn is a line, and what came between stays in
/// sight. For many threads.
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

  /// One more; the same when it is the same act on the same subject with the same outcome.
  public void add(Decision decision) {
    add(decision, (one, other) -> one.isAgain(other));
  }

  /// One more of which there are very many, e.g. purges; the same when it is the same act with the
  /// same outcome, whomever it concerns: the newest subject and reason are shown.
  public void addToRun(Decision decision) {
    add(decision, (one, other) -> one.isLike(other));
  }

  private synchronized void add(Decision decision, BiPredicate<Decision, Decision> same) {
    Decision entry = decision;
    int size = oldestFirst.size();
    for (int i = size - 1; i >= Math.max(0, size - NEAR); i--) {
      if (same.test(oldestFirst.get(i), decision)) {
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
