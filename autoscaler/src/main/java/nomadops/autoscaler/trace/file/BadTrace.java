package nomadops.autoscaler.trace.file;

import java.util.List;
import java.util.stream.Collectors;

/// A trace that cannot be read as one. Its message has one line a fault.
public final class BadTrace extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<TraceFault> faults;

  BadTrace(List<TraceFault> faults, boolean more) {
    super(
        faults.stream().map(TraceFault::toString).collect(Collectors.joining("\n"))
            + (more ? "\n(read no further: there may be more)" : ""));
    this.faults = List.copyOf(faults);
  }

  /// At least one, in order of lines.
  public List<TraceFault> faults() {
    return faults;
  }
}
