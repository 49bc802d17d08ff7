package nomadops.autoscaler.simulate;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives what waits to nodes, as Nomad's batch scheduler does as far as it matters: by priority,
/// then by age; what fits nowhere lets others pass; of the first few nodes with room, in an order
/// drawn anew, the fullest afterwards is taken (ScoreFitBinPack, structs/funcs.go). What found no
/// room is looked at again only for nodes on which something ended since, as blocked evaluations
/// are.
final class Scheduler {
  private static final int STEPS = 4096;
  private static final double[] POWER = new double[STEPS + 1];

  /// Greater than the number of nodes, so that a walk in steps of one meets each node once.
  private static final int[] PRIMES = {
    1_000_003, 1_000_033, 1_000_037, 1_000_039, 1_000_081, 1_000_099, 1_000_117, 1_000_121
  };

  static {
    for (int i = 0; i <= STEPS; i++) {
      POWER[i] = Math.pow(10, (double) i / STEPS);
    }
  }

  private final Shapes shapes;
  private final Nodes nodes;
  private final Queue queue;
  private final Starter starter;
  private final Allowance allowance;
  private final RandomGenerator random;
  private final int candidates;
  private final IntBag freed = new IntBag();
  private Lane[] hopeful = new Lane[0];
  private int hopefuls;
  private boolean someFresh;

  /// Begins the run that was decided on.
  interface Starter {
    void start(Lane oldestOf, int node, long now);
  }

  Scheduler(
      Shapes shapes, Nodes nodes, Queue queue, Starter starter, Setup setup, RandomGenerator r) {
    this.shapes = shapes;
    this.nodes = nodes;
    this.queue = queue;
    this.starter = starter;
    this.allowance = new Allowance(setup.placementsPerSecond());
    this.candidates = setup.candidates();
    this.random = r;
  }

  /// There is room on this node that was not there in the last pass.
  void roomOn(int node) {
    freed.add(node);
  }

  /// A lane has something that waits, and had nothing before. Where one that asks no more found no
  /// room, this will find none either.
  void arrived(Lane lane) {
    lane.fresh = true;
    List<Lane> waiting = queue.waiting();
    for (int i = 0; i < waiting.size() && lane.fresh; i++) {
      Lane other = waiting.get(i);
      lane.fresh = other.fresh || !shapes.atMost(other.shape, lane.shape);
    }
    someFresh |= lane.fresh;
  }

  /// When to pass again although nothing happens: the limit of placements stopped the last one.
  long wakeAt() {
    return allowance.wakeAt();
  }

  void pass(long now) {
    if (queue.waiting().isEmpty()) {
      freed.clear();
      someFresh = false;
      return;
    }
    if (!freed.isEmpty()) {
      forgetFull();
    }
    if (!someFresh && freed.isEmpty()) {
      return;
    }
    hopeful = queue.waiting().toArray(hopeful);
    hopefuls = queue.waiting().size();
    allowance.now(now);
    for (Lane lane = next(); lane != null; lane = next()) {
      if (!allowance.take()) {
        everythingLater();
        return;
      }
      int node = pick(lane.fresh ? nodes.open() : freed, lane.shape);
      if (node < 0) {
        allowance.giveBack();
        lane.fresh = false;
      } else {
        starter.start(lane, node, now);
        queue.take(lane);
      }
    }
    someFresh = false;
    freed.clear();
  }

  /// The lane whose turn it is, of those that may find room: what is fresh, and what fits where
  /// something ended. Room gets less in a pass and never more: who is found to have none is not
  /// asked again, and who has a later turn than another with room is not asked yet.
  private @Nullable Lane next() {
    Lane first = null;
    for (int i = 0; i < hopefuls; i++) {
      Lane lane = hopeful[i];
      if (first == null || lane.turn() < first.turn()) {
        if (lane.count() > 0 && (lane.fresh || fitsFreed(lane.shape))) {
          first = lane;
        } else {
          hopeful[i--] = hopeful[--hopefuls];
        }
      }
    }
    return first;
  }

  /// What is cordoned or gone takes nothing, nor what has no room even for the least of work.
  private void forgetFull() {
    for (int i = freed.size() - 1; i >= 0; i--) {
      if (!nodes.open().has(freed.get(i))) {
        freed.remove(freed.get(i));
      }
    }
  }

  private boolean fitsFreed(int shape) {
    for (int i = 0; i < freed.size(); i++) {
      if (nodes.fits(freed.get(i), shape)) {
        return true;
      }
    }
    return false;
  }

  private void everythingLater() {
    for (Lane lane : queue.waiting()) {
      lane.fresh = true;
    }
    someFresh = true;
    freed.clear();
  }

  private int pick(IntBag among, int shape) {
    int n = among.size();
    if (n == 0) {
      return -1;
    }
    boolean all = candidates == Setup.ALL_CANDIDATES;
    long draw = all ? 0 : random.nextLong();
    int at = (int) (((draw >>> 33) * n) >>> 31);
    int step = n == 1 ? 0 : PRIMES[(int) draw & 7] % n;
    int chosen = -1;
    double score = 0;
    int found = 0;
    for (int i = 0; i < n && found < candidates; i++) {
      int node = among.get(at);
      at += step;
      at = at >= n ? at - n : at;
      if (nodes.fits(node, shape)) {
        found++;
        double of = emptiness(node, shape);
        boolean better = of < score || (all && of == score && nodes.id(node) < nodes.id(chosen));
        if (chosen < 0 || better) {
          chosen = node;
          score = of;
        }
      }
    }
    return chosen;
  }

  private double emptiness(int node, int shape) {
    return POWER[left(node, shape, 0)] + POWER[left(node, shape, 1)];
  }

  private int left(int node, int shape, int dimension) {
    int left = nodes.free(node, dimension) - shapes.ask(shape, dimension);
    return shapes.part(left, dimension, STEPS);
  }
}
