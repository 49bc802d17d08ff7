package nomadops.autoscaler.simulate;

import java.util.Arrays;
import nomadops.autoscaler.strategy.NodeState;

/// The nodes that there are. Each lives in a place of some arrays, which another has after it.
final class Nodes {
  private static final int NONE = -1;

  private final Shapes shapes;
  private final IntBag live = new IntBag();
  private final IntBag open = new IntBag();
  private final Places places = new Places(64, this::grow);
  private int[] free = new int[0];
  private NodeState[] state = new NodeState[0];
  private int[] id = new int[0];
  private int[] allocations = new int[0];
  private int[] newest = new int[0];
  private long[] launchedAt = new long[0];
  private long[] stateSince = new long[0];
  private long[] idleSince = new long[0];
  private long[] deadline = new long[0];
  private int nextId;
  private int peak;
  private int ready;

  Nodes(Shapes shapes) {
    this.shapes = shapes;
  }

  /// Makes an empty one that launches.
  int add(long now) {
    int node = places.take();
    for (int d = 0; d < Shapes.DIMENSIONS; d++) {
      free[node * Shapes.STRIDE + d] = shapes.size(d);
    }
    id[node] = nextId++;
    allocations[node] = 0;
    newest[node] = NONE;
    launchedAt[node] = now;
    idleSince[node] = NONE;
    state[node] = NodeState.LAUNCHING;
    stateSince[node] = now;
    live.add(node);
    peak = Math.max(peak, live.size());
    return node;
  }

  void remove(int node) {
    ready -= state[node] == NodeState.READY ? 1 : 0;
    live.remove(node);
    open.remove(node);
    places.leave(node);
  }

  void set(int node, NodeState next, long now) {
    ready += (next == NodeState.READY ? 1 : 0) - (state[node] == NodeState.READY ? 1 : 0);
    if (state[node] == NodeState.LAUNCHING) {
      idleSince[node] = now;
    }
    state[node] = next;
    stateSince[node] = now;
    review(node);
  }

  void take(int node, int shape) {
    shapes.apply(free, node * Shapes.STRIDE, shape, -1);
    allocations[node]++;
    idleSince[node] = NONE;
    review(node);
  }

  void give(int node, int shape, long now) {
    shapes.apply(free, node * Shapes.STRIDE, shape, 1);
    if (--allocations[node] == 0) {
      idleSince[node] = now;
    }
    review(node);
  }

  private void review(int node) {
    if (state[node] == NodeState.READY && shapes.fitsLeast(free, node * Shapes.STRIDE)) {
      open.add(node);
    } else {
      open.remove(node);
    }
  }

  /// Those that take work and have room for the least of it.
  IntBag open() {
    return open;
  }

  IntBag live() {
    return live;
  }

  boolean fits(int node, int shape) {
    return shapes.fits(free, node * Shapes.STRIDE, shape);
  }

  int free(int node, int dimension) {
    return free[node * Shapes.STRIDE + dimension];
  }

  NodeState state(int node) {
    return state[node];
  }

  int id(int node) {
    return id[node];
  }

  int allocations(int node) {
    return allocations[node];
  }

  /// The first in the list of what runs on it; [Running] has the others.
  int newest(int node) {
    return newest[node];
  }

  void newest(int node, int allocation) {
    newest[node] = allocation;
  }

  long launchedAt(int node) {
    return launchedAt[node];
  }

  long stateSince(int node) {
    return stateSince[node];
  }

  long idleSince(int node) {
    return idleSince[node];
  }

  /// Of a drain.
  long deadline(int node) {
    return deadline[node];
  }

  void deadline(int node, long at) {
    deadline[node] = at;
  }

  int ready() {
    return ready;
  }

  int peak() {
    return peak;
  }

  private void grow(int length) {
    free = Arrays.copyOf(free, length * Shapes.STRIDE);
    state = Arrays.copyOf(state, length);
    id = Arrays.copyOf(id, length);
    allocations = Arrays.copyOf(allocations, length);
    newest = Arrays.copyOf(newest, length);
    launchedAt = Arrays.copyOf(launchedAt, length);
    stateSince = Arrays.copyOf(stateSince, length);
    idleSince = Arrays.copyOf(idleSince, length);
    deadline = Arrays.copyOf(deadline, length);
  }
}
