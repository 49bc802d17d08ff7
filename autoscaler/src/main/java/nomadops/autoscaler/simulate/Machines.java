package nomadops.autoscaler.simulate;

import java.util.random.RandomGenerator;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.Wish;

/// The life of a node: launch, or failure of it; cordon, drain, end.
final class Machines {
  private final Setup setup;
  private final Nodes nodes;
  private final Work work;
  private final Scheduler scheduler;
  private final Tally tally;
  private final Journal journal;
  private final RandomGenerator random;
  private final LongHeap launches = new LongHeap();
  private final LongHeap failures = new LongHeap();
  private final LongHeap deadlines = new LongHeap();
  private final IntBag draining = new IntBag();

  Machines(
      Setup setup,
      Nodes nodes,
      Work work,
      Scheduler scheduler,
      Tally tally,
      Journal j,
      RandomGenerator random) {
    this.setup = setup;
    this.nodes = nodes;
    this.work = work;
    this.scheduler = scheduler;
    this.tally = tally;
    this.journal = j;
    this.random = random;
  }

  /// Nodes that are there from the beginning.
  void begin() {
    for (int i = 0; i < setup.initialNodes(); i++) {
      ready(nodes.add(0), 0);
    }
  }

  /// When something happens by itself.
  long next() {
    return Math.min(launches.time(), Math.min(failures.time(), deadlines.time()));
  }

  void happen(long now) {
    while (launches.time() <= now) {
      int node = launches.poll();
      tally.launchLags.add(now - nodes.launchedAt(node), 1);
      ready(node, now);
    }
    while (failures.time() <= now) {
      tally.failedLaunches++;
      tally.lastLaunchFailure = now;
      nodes.remove(failures.poll());
    }
    while (deadlines.time() <= now) {
      // The node may have ended before, and another have its place with a later deadline.
      int node = deadlines.poll();
      if (draining.has(node) && nodes.deadline(node) <= now) {
        work.killAll(node, now, scheduler);
      }
    }
    for (int i = draining.size() - 1; i >= 0; i--) {
      if (nodes.allocations(draining.get(i)) == 0) {
        end(draining.get(i), now);
      }
    }
  }

  void grant(Wish wish, int[] order, long now) {
    wish.uncordon().forEach(i -> move(order, i, NodeState.CORDONED, NodeState.READY, now));
    wish.cordon().forEach(i -> move(order, i, NodeState.READY, NodeState.CORDONED, now));
    wish.drain().forEach(i -> drain(order, i, now, wish.deadlineMillis()));
    wish.terminate().forEach(i -> terminate(order, i, now));
    if (wish.launch() > 0) {
      launch(wish.launch(), now);
    }
  }

  /// Bills what is still there when the run is over.
  void billAll(long now) {
    for (int i = 0; i < nodes.live().size(); i++) {
      tally.bill(now - nodes.launchedAt(nodes.live().get(i)));
    }
  }

  private void launch(int wanted, long now) {
    int n = Math.min(wanted, setup.mostNodes() - nodes.live().size());
    tally.refused += wanted - n;
    for (int i = 0; i < n; i++) {
      int node = nodes.add(now);
      // Both are drawn for each, so that one's failure does not change the lag of the next.
      long lag = setup.lag().draw(random);
      boolean fails = random.nextDouble() < setup.failureShare();
      if (fails || setup.stockouts().stream().anyMatch(s -> s.covers(now))) {
        failures.add(now + setup.failureMillis(), node);
      } else {
        launches.add(now + lag, node);
      }
    }
    if (n > 0) {
      tally.launches += n;
      tally.moved(1, now);
    }
  }

  private void ready(int node, long now) {
    nodes.set(node, NodeState.READY, now);
    scheduler.roomOn(node);
  }

  private void move(int[] order, int index, NodeState from, NodeState to, long now) {
    int node = order[index];
    if (!nodes.live().has(node) || nodes.state(node) != from) {
      tally.refused++;
    } else if (to == NodeState.READY) {
      ready(node, now);
    } else {
      nodes.set(node, to, now);
    }
  }

  private void drain(int[] order, int index, long now, long deadline) {
    int node = order[index];
    if (!nodes.live().has(node) || nodes.state(node) == NodeState.LAUNCHING || draining.has(node)) {
      tally.refused++;
      return;
    }
    nodes.set(node, NodeState.DRAINING, now);
    draining.add(node);
    nodes.deadline(node, now + deadline);
    deadlines.add(now + deadline, node);
    if (nodes.allocations(node) == 0) {
      end(node, now);
    }
  }

  private void terminate(int[] order, int index, long now) {
    int node = order[index];
    if (!nodes.live().has(node)
        || nodes.state(node) == NodeState.LAUNCHING
        || nodes.allocations(node) > 0) {
      tally.refused++;
    } else {
      end(node, now);
    }
  }

  private void end(int node, long now) {
    journal.removed(nodes.id(node), nodes.allocations(node), now);
    draining.remove(node);
    nodes.remove(node);
    tally.bill(now - nodes.launchedAt(node));
    tally.terminations++;
    tally.moved(-1, now);
  }
}
