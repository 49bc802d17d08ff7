package nomadops.autoscaler.simulate;

import java.util.Arrays;

/// The allocations that run, when they end, and where they are.
final class Running {
  private static final int NONE = -1;

  private final Nodes nodes;
  private final LongHeap ends = new LongHeap();
  private int[] node = new int[0];
  private int[] shape = new int[0];
  private int[] priority = new int[0];
  private int[] older = new int[0];
  private int[] newer = new int[0];
  private long[] startedAt = new long[0];
  private long[] firstAt = new long[0];
  private long[] runs = new long[0];
  private int[] vacant = new int[0];
  private int vacancies;
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
    if (node[allocation] == NONE) {
      vacant[vacancies++] = allocation;
      return NONE;
    }
    return allocation;
  }

  void start(int onNode, int ofShape, int ofPriority, long now, long arrivedAt, long runsMillis) {
    if (vacancies == 0) {
      grow();
    }
    int allocation = vacant[--vacancies];
    node[allocation] = onNode;
    shape[allocation] = ofShape;
    priority[allocation] = ofPriority;
    startedAt[allocation] = now;
    firstAt[allocation] = arrivedAt;
    runs[allocation] = runsMillis;
    int second = nodes.newest(onNode);
    older[allocation] = second;
    newer[allocation] = NONE;
    if (second != NONE) {
      newer[second] = allocation;
    }
    nodes.newest(onNode, allocation);
    ends.add(now + runsMillis, allocation);
    count++;
  }

  /// It ended: its place is free for another.
  void end(int allocation) {
    unlink(allocation);
    vacant[vacancies++] = allocation;
  }

  /// It ends before its time; its place is free once its time has come.
  void kill(int allocation) {
    unlink(allocation);
    node[allocation] = NONE;
  }

  private void unlink(int allocation) {
    int before = newer[allocation];
    int after = older[allocation];
    if (before == NONE) {
      nodes.newest(node[allocation], after);
    } else {
      older[before] = after;
    }
    if (after != NONE) {
      newer[after] = before;
    }
    count--;
  }

  /// The next in its node's list; -1 after the last.
  int older(int allocation) {
    return older[allocation];
  }

  int node(int allocation) {
    return node[allocation];
  }

  int shape(int allocation) {
    return shape[allocation];
  }

  int priority(int allocation) {
    return priority[allocation];
  }

  long startedAt(int allocation) {
    return startedAt[allocation];
  }

  /// When it first arrived, before any run that was killed.
  long firstAt(int allocation) {
    return firstAt[allocation];
  }

  long runs(int allocation) {
    return runs[allocation];
  }

  private void grow() {
    int before = node.length;
    int after = Math.max(1024, before * 2);
    node = Arrays.copyOf(node, after);
    shape = Arrays.copyOf(shape, after);
    priority = Arrays.copyOf(priority, after);
    older = Arrays.copyOf(older, after);
    newer = Arrays.copyOf(newer, after);
    startedAt = Arrays.copyOf(startedAt, after);
    firstAt = Arrays.copyOf(firstAt, after);
    runs = Arrays.copyOf(runs, after);
    vacant = Arrays.copyOf(vacant, after);
    for (int place = after - 1; place >= before; place--) {
      vacant[vacancies++] = place;
    }
  }
}
