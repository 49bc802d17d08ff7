package nomadops.autoscaler.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Arrivals in order of time, and the classes that they are of. Immutable and lean: about 12 bytes
/// an arrival, so that a week at 1,000 jobs a minute is 120 MB. Read it with [#arrivals()].
public final class Trace {
  /// Nomad's default for a job.
  public static final int USUAL_PRIORITY = 50;

  private final String name;
  private final List<TraceClass> classes;
  private final Columns columns;
  private final long length;

  private Trace(String name, List<TraceClass> classes, Columns columns, long length) {
    this.name = name;
    this.classes = List.copyOf(classes);
    this.columns = columns;
    this.length = length;
  }

  /// A file's name, or a preset's.
  public String name() {
    return name;
  }

  /// What [Arrivals#shape()] is an index of.
  public List<TraceClass> classes() {
    return classes;
  }

  /// How long it is, in milliseconds: at least to the last arrival.
  public long length() {
    return length;
  }

  /// How many arrivals.
  public long size() {
    return columns.size();
  }

  /// How many allocations: the sum of the arrivals' counts.
  public long allocations() {
    return columns.allocations();
  }

  /// A walk from the beginning.
  public Arrivals arrivals() {
    return new Arrivals(columns);
  }

  /// Gathers a trace. Arrivals may come in any order; times may be of any beginning.
  public static final class Builder {
    private final String name;
    private final List<TraceClass> classes = new ArrayList<>();
    private final Map<TraceClass, Integer> known = new HashMap<>();
    private final Columns columns = new Columns();

    public Builder(String name) {
      this.name = name;
    }

    /// The index of this class, new or known.
    public int shape(TraceClass c) {
      Integer index = known.get(c);
      if (index == null) {
        index = classes.size();
        known.put(c, index);
        classes.add(c);
      }
      return index;
    }

    /// Adds an arrival.
    ///
    /// @param at in milliseconds
    /// @param shape from [#shape(TraceClass)]
    /// @param count at least 1
    /// @param runs how long each runs, in milliseconds; 0 or more, below 68 years
    /// @param priority 1 to 32767
    public void add(long at, int shape, int count, long runs, int priority) {
      if (shape < 0 || shape >= classes.size()) {
        throw new IllegalArgumentException(
            "shape is " + shape + "; want an index below " + classes.size());
      }
      if (count < 1 || runs < 0 || runs > 1000L * Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "count is " + count + " and runs is " + runs + " ms; want 1 or more, and 0 or more");
      }
      if (priority < 1 || priority > Short.MAX_VALUE) {
        throw new IllegalArgumentException("priority is " + priority + "; want 1 to 32767");
      }
      columns.add(at, shape, count, runs, priority);
    }

    /// Of Nomad's default priority, 50.
    public void add(long at, int shape, int count, long runs) {
      add(at, shape, count, runs, USUAL_PRIORITY);
    }

    /// Times stay as they are; none may be below zero.
    ///
    /// @param atLeast the trace's length in milliseconds, if its last arrival is not later
    public Trace build(long atLeast) {
      if (columns.first() < 0) {
        throw new IllegalArgumentException(
            "the first arrival is at " + columns.first() + " ms; want none before 0");
      }
      return settled(0, atLeast);
    }

    /// Times count from the first arrival, whatever it was.
    public Trace buildFromFirst() {
      return settled(columns.first(), 0);
    }

    private Trace settled(long zero, long atLeast) {
      Columns ready = columns.settled(zero);
      return new Trace(name, classes, ready, Math.max(atLeast, ready.last()));
    }
  }
}
