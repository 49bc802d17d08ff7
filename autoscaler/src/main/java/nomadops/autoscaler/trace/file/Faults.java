package nomadops.autoscaler.trace.file;

import java.util.ArrayList;
import java.util.List;

/// Gathers faults, and says when it has been enough.
final class Faults {
  /// So many are told at once.
  static final int MOST = 20;

  /// So many lines are read on after the first fault, to find the others.
  static final long READ_ON = 10_000;

  private final String file;
  private final List<TraceFault> faults = new ArrayList<>();
  private long line;

  Faults(String file) {
    this.file = file;
  }

  void at(long nowLine) {
    line = nowLine;
  }

  void add(String field, String value, String want) {
    if (faults.size() < MOST) {
      faults.add(new TraceFault(file, line, field, value, want));
    }
  }

  int count() {
    return faults.size();
  }

  void throwIfEnough() throws BadTrace {
    if (faults.size() >= MOST
        || (!faults.isEmpty() && line - faults.getFirst().line() >= READ_ON)) {
      throw new BadTrace(faults, true);
    }
  }

  void throwIfAny() throws BadTrace {
    if (!faults.isEmpty()) {
      throw new BadTrace(faults, false);
    }
  }
}
