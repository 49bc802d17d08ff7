package nomadops.autoscaler.simulate;

import java.util.Arrays;

/// The allocations that run, when they end, and where they are.
final class Running {
  private static final int NONE = -1;

  // What belongs to one is side by side, in one line of the cache: two numbers in each of the first
  // two.
  private static final int STRIDE = 8;
  private static final int NEIGHBOURS = 0;
  private static final int NODE_AND_SHAPE = 1;
  private static final int STARTED_AT = 2;
  private static final int RUNS = 3;
  private static final int FIRST_AT = 4;
  private static final int PRIORITY = 5;

  private final Nodes nodes;
  private final LongHeap ends = new LongHeap();
  private final Places places = new Places(1024, this::grow);
  private long[] rows = new long[0];
  private int count;

  Running(Nodes nodes) {
    this.nodes = nodes;
  }

  int count() {
    return count;
  }

  /// When the next one ends. It may have been killed before: see [#poll()].
  long nextEnd() {
    return ends.time();
  }

  /// The one that ends next; -1 if it was killed before.
  int poll() {
    int allocation = ends.poll();
    if (node(allocation) == NONE) {
      places.leave(allocation);
      return NONE;
    }
    return allocation;
  }

  void start(int node, int shape, int priority, long now, long firstAt, long runs) {
    int allocation = places.take();
    int second = nodes.newest(node);
    int row = allocation * STRIDE;
    rows[row + NEIGHBOURS] = pair(second, NONE);
    rows[row + NODE_AND_SHAPE] = pair(node, shape);
    rows[row + STARTED_AT] = now;
    rows[row + RUNS] = runs;
    rows[row + FIRST_AT] = firstAt;
    rows[row + PRIORITY] = priority;
    if (second != NONE) {
      rows[second * STRIDE + NEIGHBOURS] = pair(older(second), allocation);
    }
    nodes.newest(node, allocation);
    ends.add(now + runs, allocation);
    count++;
  }

  /// It ended: its place is free for another.
  void end(int allocation) {
    unlink(allocation);
    places.leave(allocation);
  }

  /// It ends before its time; its place is free once its time has come.
  void kill(int allocation) {
    unlink(allocation);
    rows[allocation * STRIDE + NODE_AND_SHAPE] = pair(NONE, NONE);
  }

  private void unlink(int allocation) {
    int before = newer(allocation);
    int after = older(allocation);
    if (before == NONE) {
      nodes.newest(node(allocation), after);
    } else {
      rows[before * STRIDE + NEIGHBOURS] = pair(after, newer(before));
    }
    if (after != NONE) {
      rows[after * STRIDE + NEIGHBOURS] = pair(older(after), before);
    }
    count--;
  }

  /// The next in its node's list; -1 after the last.
  int older(int allocation) {
    return first(rows[allocation * STRIDE + NEIGHBOURS]);
  }

  private int newer(int allocation) {
    return second(rows[allocation * STRIDE + NEIGHBOURS]);
  }

  int node(int allocation) {
    return first(rows[allocation * STRIDE + NODE_AND_SHAPE]);
  }

  int shape(int allocation) {
    return second(rows[allocation * STRIDE + NODE_AND_SHAPE]);
  }

  int priority(int allocation) {
    return (int) rows[allocation * STRIDE + PRIORITY];
  }

  long startedAt(int allocation) {
    return rows[allocation * STRIDE + STARTED_AT];
  }

  /// When it first arrived, before any run that was killed.
  long firstAt(int allocation) {
    return rows[allocation * STRIDE + FIRST_AT];
  }

  long runs(int allocation) {
    return rows[allocation * STRIDE + RUNS];
  }

  private void grow(int length) {
    rows = Arrays.copyOf(rows, length * STRIDE);
  }

  private static long pair(int first, int second) {
    return (long) first << 32 | (second & 0xffff_ffffL);
  }

  private static int first(long pair) {
    return (int) (pair >> 32);
  }

  private static int second(long pair) {
    return (int) pair;
  }
}
