package nomadops.autoscaler.simulate;

import java.util.Arrays;

/// The allocations that run, when they end, and where they are.
final class Running {
  private static final int NONE = -1;

  // What belongs together is side by side, with two numbers in the first of each: what is read of
  // all that runs on a node, again and again, and what is read of one when it begins and ends.
  private static final int OLDER_AND_SHAPE = 0;
  private static final int STARTED_AT = 1;
  private static final int LOOKED_AT = 2;
  private static final int NEWER_AND_NODE = 0;
  private static final int RUNS = 1;
  private static final int FIRST_AT = 2;
  private static final int PRIORITY = 3;
  private static final int KEPT = 4;

  private final Nodes nodes;
  private final LongHeap ends = new LongHeap();
  private final Places places = new Places(1024, this::grow);
  private long[] looks = new long[0];
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
    int look = allocation * LOOKED_AT;
    looks[look + OLDER_AND_SHAPE] = pair(second, shape);
    looks[look + STARTED_AT] = now;
    int row = allocation * KEPT;
    rows[row + NEWER_AND_NODE] = pair(NONE, node);
    rows[row + RUNS] = runs;
    rows[row + FIRST_AT] = firstAt;
    rows[row + PRIORITY] = priority;
    if (second != NONE) {
      newer(second, allocation);
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
    rows[allocation * KEPT + NEWER_AND_NODE] = pair(NONE, NONE);
  }

  private void unlink(int allocation) {
    int before = newer(allocation);
    int after = older(allocation);
    if (before == NONE) {
      nodes.newest(node(allocation), after);
    } else {
      looks[before * LOOKED_AT + OLDER_AND_SHAPE] = pair(after, shape(before));
    }
    if (after != NONE) {
      newer(after, before);
    }
    count--;
  }

  /// The next in its node's list, which began no later; -1 after the last.
  int older(int allocation) {
    return first(looks[allocation * LOOKED_AT + OLDER_AND_SHAPE]);
  }

  int shape(int allocation) {
    return second(looks[allocation * LOOKED_AT + OLDER_AND_SHAPE]);
  }

  long startedAt(int allocation) {
    return looks[allocation * LOOKED_AT + STARTED_AT];
  }

  private int newer(int allocation) {
    return first(rows[allocation * KEPT + NEWER_AND_NODE]);
  }

  private void newer(int allocation, int by) {
    rows[allocation * KEPT + NEWER_AND_NODE] = pair(by, node(allocation));
  }

  int node(int allocation) {
    return second(rows[allocation * KEPT + NEWER_AND_NODE]);
  }

  int priority(int allocation) {
    return (int) rows[allocation * KEPT + PRIORITY];
  }

  /// When it first arrived, before any run that was killed.
  long firstAt(int allocation) {
    return rows[allocation * KEPT + FIRST_AT];
  }

  long runs(int allocation) {
    return rows[allocation * KEPT + RUNS];
  }

  private void grow(int length) {
    looks = Arrays.copyOf(looks, length * LOOKED_AT);
    rows = Arrays.copyOf(rows, length * KEPT);
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
