package nomadops.exporter.selection;

import java.util.List;
import nomadops.runtime.config.Glob;

/// Names that are wanted (none: all are), less those that are denied.
record Globs(List<Glob> wanted, List<Glob> denied) {
  Globs {
    wanted = List.copyOf(wanted);
    denied = List.copyOf(denied);
  }

  boolean have(String name) {
    return (wanted.isEmpty() || any(wanted, name)) && !any(denied, name);
  }

  // No stream: this is asked for each event, and for each dead job at each reading.
  private static boolean any(List<Glob> globs, String name) {
    for (Glob glob : globs) {
      if (glob.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
