package nomadops.autoscaler.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrivals by column, in chunks that never move: ten million are 120 MB where each is of one
/// allocation and of the usual priority.
final class Columns {
  static final Chunk NOTHING = new Chunk(0, 0);
  private static final int CHUNK = 1 << 16;

  private final List<Chunk> chunks = new ArrayList<>();
  private long size;
  private long allocations;
  private boolean sorted = true;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(long at, int shape, int count, long runs, int priority) {
    Chunk open = chunks.isEmpty() ? NOTHING : chunks.getLast();
    if (!open.takes(at)) {
      open.close();
      open = new Chunk(at, CHUNK);
      chunks.add(open);
    }
    open.add(at, shape, count, runs, priority);
    sorted &= at >= last;
    first = Math.min(first, at);
    last = Math.max(last, at);
    size++;
    allocations += count;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  long size() {
    return size;
  }

  long allocations() {
    return allocations;
  }

  long first() {
    return size == 0 ? 0 : first;
  }

  long last() {
    return size == 0 ? 0 : last;
  }

  /// The same in order of time, with times counted from `zero`; those of one time stay in order.
  Columns settled(long zero) {
    if (sorted && zero == 0) {
      if (!chunks.isEmpty()) {
        chunks.getLast().close();
      }
      return this;
    }
    long[] byTime = new long[Math.toIntExact(size)];
    int n = 0;
    for (int c = 0; c < chunks.size(); c++) {
      for (int i = 0; i < chunks.get(c).size(); i++) {
        byTime[n++] = ((long) c << 32) | i;
      }
    }
    if (!sorted) {
      byTime = StableSort.by(byTime, this::at);
    }
    Columns out = new Columns();
    for (long place : byTime) {
      Chunk from = chunks.get((int) (place >>> 32));
      int i = (int) place;
      out.add(from.at(i) - zero, from.shape(i), from.count(i), from.runs(i), from.priority(i));
    }
    return out.settled(0);
  }

  private long at(long place) {
    return chunks.get((int) (place >>> 32)).at((int) place);
  }

  /// Up to 65,536 arrivals within 24 days.
  static final class Chunk {
    private final long base;
    private int[] offset;
    private int[] shape;
    private int[] runs;
    private int @Nullable [] count;
    private short @Nullable [] priority;
    private int size;

    Chunk(long base, int room) {
      this.base = base;
      this.offset = new int[room];
      this.shape = new int[room];
      this.runs = new int[room];
    }

    boolean takes(long at) {
      return size < offset.length && at - base == (int) (at - base);
    }

    void add(long at, int ofShape, int ofCount, long ofRuns, int ofPriority) {
      offset[size] = (int) (at - base);
      shape[size] = ofShape;
      // Beyond 24 days a millisecond matters no more: seconds, below zero.
      runs[size] = ofRuns <= Integer.MAX_VALUE ? (int) ofRuns : (int) -((ofRuns + 999) / 1000);
      if (count == null && ofCount != 1) {
        count = new int[offset.length];
        Arrays.fill(count, 1);
      }
      if (count != null) {
        count[size] = ofCount;
      }
      if (priority == null && ofPriority != Trace.USUAL_PRIORITY) {
        priority = new short[offset.length];
        Arrays.fill(priority, (short) Trace.USUAL_PRIORITY);
      }
      if (priority != null) {
        priority[size] = (short) ofPriority;
      }
      size++;
    }

    void close() {
      if (size < offset.length) {
        offset = Arrays.copyOf(offset, size);
        shape = Arrays.copyOf(shape, size);
        runs = Arrays.copyOf(runs, size);
        count = count == null ? null : Arrays.copyOf(count, size);
        priority = priority == null ? null : Arrays.copyOf(priority, size);
      }
    }

    int size() {
      return size;
    }

    long at(int i) {
      return base + offset[i];
    }

    int shape(int i) {
      return shape[i];
    }

    long runs(int i) {
      int coded = runs[i];
      return coded >= 0 ? coded : -1000L * coded;
    }

    int count(int i) {
      return count == null ? 1 : count[i];
    }

    int priority(int i) {
      return priority == null ? Trace.USUAL_PRIORITY : priority[i];
    }
  }
}
