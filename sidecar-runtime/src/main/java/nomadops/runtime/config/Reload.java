package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.List;

/// What a running process may take from a configuration that was read again.
public sealed interface Reload {

  /// One setting before and after, as shown.
  record Change(String key, String before, String after) {
    @Override
    public String toString() {
      return key + ": " + before + " -> " + after;
    }
  }

  /// The old configuration stays, whole.
  record Keep(String reason) implements Reload {}

  /// `effective` replaces the old configuration.
  ///
  /// @param applied changes that are in force now
  /// @param needRestart changes that were left out, because they cannot be taken while running
  record Apply(Resolved effective, List<Change> applied, List<Change> needRestart)
      implements Reload {
    public Apply {
      applied = List.copyOf(applied);
      needRestart = List.copyOf(needRestart);
    }
  }

  /// Pure. A fault anywhere keeps the old configuration.
  static Reload decide(Resolved current, Resolution next) {
    return switch (next) {
      case Problems problems -> new Keep(problems.text());
      case Resolved resolved -> compare(current, resolved);
    };
  }

  private static Reload compare(Resolved current, Resolved next) {
    List<Change> applied = new ArrayList<>();
    List<Change> needRestart = new ArrayList<>();
    List<Resolved.Entry> taken = new ArrayList<>();
    for (Resolved.Entry after : next.entries()) {
      Resolved.Entry before = current.entry(after.setting().key());
      if (before.value().equals(after.value())) {
        continue;
      }
      Change change = new Change(after.setting().key(), before.shown(), after.shown());
      if (after.setting().reloadable()) {
        applied.add(change);
        taken.add(after);
      } else {
        needRestart.add(change);
      }
    }
    if (applied.isEmpty() && needRestart.isEmpty()) {
      return new Keep("nothing has changed");
    }
    return new Apply(current.with(taken), applied, needRestart);
  }
}
