package nomadops.drainer.webhook;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with one body: all of it, up to a bound.
final class Faults {
  private static final int MOST = 20;

  private final List<String> faults = new ArrayList<>();
  private int count;

  /// @param where a path such as `[2].instance`
  void add(String where, String found, String wanted) {
    count++;
    if (faults.size() < MOST) {
      faults.add(
          (where.isEmpty() ? "the body" : where) + " is " + found + ", it should be " + wanted);
    }
  }

  /// @param why a reader could not read it
  void unread(String where, String why) {
    count++;
    if (faults.size() < MOST) {
      faults.add((where.isEmpty() ? "the body" : where) + " is no JSON: " + why);
    }
  }

  boolean none() {
    return count == 0;
  }

  List<String> all() {
    List<String> all = new ArrayList<>(faults);
    if (count > faults.size()) {
      all.add("and " + (count - faults.size()) + " more");
    }
    return all;
  }
}
