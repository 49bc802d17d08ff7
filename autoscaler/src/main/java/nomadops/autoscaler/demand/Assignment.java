package nomadops.autoscaler.demand;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.Shape;

/// In which pool what waits is to be run.
///
/// @param byPool what each pool is to make room for, in the order of the offers; a pool that gets
///   nothing has an empty list
/// @param unscalable what no pool would run
public record Assignment(Map<String, List<QueuedGroup>> byPool, List<Unscalable> unscalable) {
  public Assignment {
    Map<String, List<QueuedGroup>> copy = new LinkedHashMap<>();
    byPool.forEach((pool, groups) -> copy.put(pool, List.copyOf(groups)));
    byPool = Collections.unmodifiableMap(copy);
    unscalable = List.copyOf(unscalable);
  }

  /// Each group goes, as a whole, to the first pool whose new node would take it
  /// ([nomadops.autoscaler.shape.Feasibility]) and, empty, has room for one allocation of it. What
  /// none takes is `CONSTRAINED`, with what each lacks; or `TOO_LARGE` when one would take it and
  /// is too small, with both figures of the nearest. A pool of which no node is known takes
  /// nothing, and says what to configure.
  public static Assignment assign(List<QueuedGroup> queued, List<PoolOffer> offers) {
    Map<String, List<QueuedGroup>> byPool = new LinkedHashMap<>();
    offers.forEach(offer -> byPool.putIfAbsent(offer.pool(), new ArrayList<>()));
    List<Unscalable> unscalable = new ArrayList<>();
    Map<Shape, Choice> choices = new HashMap<>();
    for (QueuedGroup group : queued) {
      switch (choices.computeIfAbsent(group.shape(), shape -> Choice.of(shape, offers))) {
        case Choice.Pool(String pool) ->
            byPool.computeIfAbsent(pool, _ -> new ArrayList<>()).add(group);
        case Choice.None(Why why, String reason) ->
            unscalable.add(new Unscalable(group.job(), group.group(), group.count(), why, reason));
      }
    }
    return new Assignment(byPool, unscalable);
  }
}
