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
    return (wanted.isEmpty() || wanted.stream().anyMatch(glob -> glob.matches(name)))
        && denied.stream().noneMatch(glob -> glob.matches(name));
  }
}
