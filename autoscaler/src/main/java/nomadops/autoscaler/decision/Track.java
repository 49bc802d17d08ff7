package nomadops.autoscaler.decision;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import nomadops.autoscaler.PoolReport;

/// The decisions on one pool. When there are too many, the oldest goes: of those without a move
/// while they are more than half, so that what was done lately is not washed away by a busy queue.
final class Track {
  private final List<Entry> entries = new ArrayList<>();

  void add(PoolReport report, int most) {
    if (most == 0) {
      return;
    }
    Gist gist = Gist.of(report);
    if (entries.isEmpty() || !entries.getLast().isSame(gist)) {
      if (!entries.isEmpty()) {
        entries.getLast().close();
      }
      entries.add(new Entry(gist, report.at()));
    }
    entries.getLast().add(report);
    shrink(most);
  }

  void shrink(int most) {
    while (entries.size() > most) {
      dropOne();
    }
  }

  private void dropOne() {
    long quiet = entries.stream().filter(entry -> !entry.hasMoves()).count();
    boolean dropQuiet = quiet * 2 > entries.size();
    Iterator<Entry> oldestFirst = entries.iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().hasMoves() != dropQuiet) {
        oldestFirst.remove();
        return;
      }
    }
  }

  /// The oldest first.
  List<Entry> entries() {
    return List.copyOf(entries);
  }
}
