package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.policy.Fleet.Closed;
import nomadops.autoscaler.policy.pack.Lot;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.policy.pack.Packing;
import nomadops.autoscaler.policy.pack.Packing.Barred;
import nomadops.autoscaler.policy.pool.Claim;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.wait.Waiting;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;

/// Waiting work, packed: on nodes that take work, on nodes that we closed and can open, on nodes
/// that come, and the rest on new ones.
///
/// @param packed rooms are numbered in that order
/// @param active how many of the rooms are nodes that take work
/// @param closed nodes that we closed, in the order of their rooms, the emptiest first
/// @param claims what ought to fit on nodes that take work
record Demanded(
    Packed packed, int active, List<Closed> closed, Map<Shape, Claim> claims, Room empty) {

  static Demanded of(
      List<QueuedGroup> queued,
      Room empty,
      Fleet fleet,
      PoolState state,
      PoolTerms terms,
      Instant now) {
    List<Lot> lots =
        Packing.merged(queued.stream().map(q -> new Lot(q.shape(), q.count())).toList());
    List<Closed> closed = emptiestFirst(fleet.ours(), empty);
    List<Room> rooms = new ArrayList<>();
    fleet.active().stream().map(PoolNode::free).forEach(rooms::add);
    closed.forEach(c -> rooms.add(c.node().free()));
    for (int i = 0; i < fleet.coming(); i++) {
      rooms.add(empty);
    }
    Barred barred = new Barred(distrusted(state, terms, now), fleet.active().size());
    Packed packed = Packing.pack(lots, rooms, empty, barred);
    return new Demanded(
        packed,
        fleet.active().size(),
        closed,
        claims(lots, packed, fleet.active().size(), barred.shapes(), state, now),
        empty);
  }

  /// Each share is reckoned once, not at each comparison.
  private static List<Closed> emptiestFirst(List<Closed> closed, Room empty) {
    record Filled(Closed closed, double share) {}
    return closed.stream()
        .map(c -> new Filled(c, Packing.share(c.node().used(), empty)))
        .sorted(Comparator.comparingDouble(Filled::share))
        .map(Filled::closed)
        .toList();
  }

  private static Set<Shape> distrusted(PoolState state, PoolTerms terms, Instant now) {
    Set<Shape> shapes = new HashSet<>();
    state
        .claims()
        .forEach((shape, claim) -> {
          Duration age = Duration.between(claim.since(), now);
          if (age.compareTo(terms.waits().distrustAfter()) >= 0) {
            shapes.add(shape);
          }
        });
    return shapes;
  }

  /// A claim lives as long as the work waits and does not get less; once distrusted it stays so.
  private static Map<Shape, Claim> claims(
      List<Lot> lots,
      Packed packed,
      int active,
      Set<Shape> distrusted,
      PoolState state,
      Instant now) {
    Set<Shape> fitting = new HashSet<>(distrusted);
    packed.onRooms().stream()
        .filter(taken -> taken.room() < active)
        .forEach(taken -> fitting.add(taken.lot().shape()));
    Map<Shape, Claim> claims = new HashMap<>();
    for (Lot lot : lots) {
      if (fitting.contains(lot.shape())) {
        Claim before = state.claims().get(lot.shape());
        boolean same = before != null && lot.count() >= before.count();
        claims.put(lot.shape(), same && before != null ? before : new Claim(now, lot.count()));
      }
    }
    return claims;
  }

  /// Nodes that we closed and that the work is to have.
  List<Closed> toOpen() {
    return packed.rooms().stream()
        .filter(room -> room >= active && room < active + closed.size())
        .map(room -> closed.get(room - active))
        .toList();
  }

  /// Allocations that found room on what is there, can be opened or comes.
  int placed() {
    return packed.onRooms().stream().mapToInt(taken -> taken.lot().count()).sum();
  }

  /// Nodes that come and that no work was found for.
  int idleComing(int coming) {
    int used = (int) packed.rooms().stream().filter(r -> r >= active + closed.size()).count();
    return coming - used;
  }

  /// What is left for new nodes, in the order in which it is served.
  List<Waiting> waiting(List<QueuedGroup> queued, PoolTerms terms, Instant now) {
    Map<Shape, Integer> left = new HashMap<>();
    for (Packed.Bins bins : packed.fresh()) {
      bins.each().forEach(lot -> left.merge(lot.shape(), lot.count() * bins.nodes(), Integer::sum));
    }
    List<Waiting> waiting = new ArrayList<>();
    List<QueuedGroup> lastFirst = queued.stream().sorted(SERVED.reversed()).toList();
    for (QueuedGroup group : lastFirst) {
      int n = Math.min(group.count(), left.getOrDefault(group.shape(), 0));
      if (n > 0) {
        left.merge(group.shape(), -n, Integer::sum);
        int each = empty.fits(group.shape(), Integer.MAX_VALUE);
        Duration allowance = terms.waits().maxWait().minus(Duration.between(group.since(), now));
        waiting.add(new Waiting((double) n / each, allowance, group.runs()));
      }
    }
    return waiting.reversed();
  }

  private static final Comparator<QueuedGroup> SERVED =
      Comparator.comparingInt(QueuedGroup::priority).reversed().thenComparing(QueuedGroup::since);
}
