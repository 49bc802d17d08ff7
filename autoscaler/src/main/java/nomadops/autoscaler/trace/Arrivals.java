package nomadops.autoscaler.trace;

/// Walks over a trace in order of time. Start with [#next()]; before its first `true` and after
/// `false` the rest means nothing. Not for several threads; a trace gives as many as are asked for.
public final class Arrivals {
  private final Columns columns;
  private int chunk = -1;
  private int index;
  private Columns.Chunk now = Columns.NOTHING;

  Arrivals(Columns columns) {
    this.columns = columns;
  }

  /// Goes to the next arrival; `false` when there is none.
  public boolean next() {
    index++;
    while (index >= now.size()) {
      if (++chunk >= columns.chunks().size()) {
        return false;
      }
      now = columns.chunks().get(chunk);
      index = 0;
    }
    return true;
  }

  /// Milliseconds since the trace's beginning.
  public long at() {
    return now.at(index);
  }

  /// Index of the class in [Trace#classes()].
  public int shape() {
    return now.shape(index);
  }

  /// How many allocations, at least 1.
  public int count() {
    return now.count(index);
  }

  /// How long each of them runs, in milliseconds.
  public long runs() {
    return now.runs(index);
  }

  /// Nomad's: greater is sooner.
  public int priority() {
    return now.priority(index);
  }
}
