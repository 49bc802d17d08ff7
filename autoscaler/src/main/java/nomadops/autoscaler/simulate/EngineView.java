package nomadops.autoscaler.simulate;

import java.util.List;
import nomadops.autoscaler.outcome.WaitHistogram;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.trace.TraceClass;

/// Shows the engine's own arrays to a strategy, as far as it may see them.
final class EngineView implements PoolView {
  private final Setup setup;
  private final List<TraceClass> classes;
  private final Shapes shapes;
  private final Nodes nodes;
  private final Queue queue;
  private final Running running;
  private final Tally tally;
  private long now;
  private long greatestMean;
  private int[] order = new int[64];

  EngineView(
      Setup setup,
      List<TraceClass> classes,
      Shapes shapes,
      Nodes nodes,
      Queue queue,
      Running running,
      Tally tally) {
    this.setup = setup;
    this.classes = classes;
    this.shapes = shapes;
    this.nodes = nodes;
    this.queue = queue;
    this.running = running;
    this.tally = tally;
  }

  /// Fixes the indices of nodes for one decision; returns where they are.
  int[] at(long time) {
    now = time;
    greatestMean = shapes.greatestMean();
    IntBag live = nodes.live();
    if (order.length < live.size()) {
      order = new int[live.size() * 2];
    }
    for (int i = 0; i < live.size(); i++) {
      order[i] = live.get(i);
    }
    return order;
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public Resources size() {
    return setup.size();
  }

  @Override
  public long mhzPerCore() {
    return setup.mhzPerCore();
  }

  @Override
  public int mostNodes() {
    return setup.mostNodes();
  }

  @Override
  public int queues() {
    return queue.waiting().size();
  }

  @Override
  public TraceClass classOf(int q) {
    return classes.get(shapeOf(q));
  }

  @Override
  public int shapeOf(int q) {
    return queue.waiting().get(q).shape;
  }

  @Override
  public int priority(int q) {
    return queue.waiting().get(q).priority;
  }

  @Override
  public int queued(int q) {
    return queue.waiting().get(q).count();
  }

  @Override
  public long oldest(int q) {
    return queue.waiting().get(q).since();
  }

  @Override
  public long meanRuns(int shape) {
    return shapes.mean(shape);
  }

  @Override
  public int queued() {
    return queue.count();
  }

  @Override
  public int running() {
    return running.count();
  }

  @Override
  public int nodes() {
    return nodes.live().size();
  }

  @Override
  public int id(int node) {
    return nodes.id(order[node]);
  }

  @Override
  public NodeState state(int node) {
    return nodes.state(order[node]);
  }

  @Override
  public long launchedAt(int node) {
    return nodes.launchedAt(order[node]);
  }

  @Override
  public long stateSince(int node) {
    return nodes.stateSince(order[node]);
  }

  @Override
  public int allocations(int node) {
    return nodes.allocations(order[node]);
  }

  @Override
  public long idleSince(int node) {
    return nodes.idleSince(order[node]);
  }

  @Override
  public long busyUntil(int node) {
    long last = -1;
    for (int a = nodes.newest(order[node]); a >= 0; a = running.older(a)) {
      if (running.startedAt(a) + greatestMean <= last) {
        // This one is expected to end no later, nor are the others, which began before it.
        return last;
      }
      long mean = shapes.mean(running.shape(a));
      last = mean < 0 ? last : Math.max(last, Math.max(now, running.startedAt(a) + mean));
    }
    return last;
  }

  @Override
  public long freeCpu(int node) {
    return nodes.free(order[node], 0);
  }

  @Override
  public long freeMemoryMb(int node) {
    return nodes.free(order[node], 1);
  }

  @Override
  public long freeDiskMb(int node) {
    return nodes.free(order[node], 2);
  }

  @Override
  public int freeCores(int node) {
    return nodes.free(order[node], 3);
  }

  @Override
  public int freeSlots(int node) {
    return nodes.free(order[node], 4);
  }

  @Override
  public void eachRunning(int node, RunningVisitor visitor) {
    for (int a = nodes.newest(order[node]); a >= 0; a = running.older(a)) {
      visitor.running(running.shape(a), running.startedAt(a));
    }
  }

  @Override
  public long launchLag(double quantile) {
    WaitHistogram lags = tally.launchLags;
    return lags.count() == 0 ? -1 : lags.quantile(quantile);
  }

  @Override
  public int launchFailures() {
    return (int) tally.failedLaunches;
  }

  @Override
  public long lastLaunchFailure() {
    return tally.lastLaunchFailure;
  }
}
