package nomadops.autoscaler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pool.Cordon;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.target.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pools as they are set up now, and those that were taken out of the configuration while nodes
/// of theirs were closed: a closed node that no pool knows would neither take work nor end. For one
/// thread.
final class Roster {
  private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

  private final Map<String, ManagedPool> pools = new LinkedHashMap<>();
  private final Map<String, PoolKeeper> leaving = new TreeMap<>();

  /// From now on there are these. What is remembered of a pool that stays, stays.
  void follow(List<ManagedPool> next) {
    Map<String, ManagedPool> before = new LinkedHashMap<>(pools);
    List<ManagedPool> ordered = new ArrayList<>(next);
    ordered.sort(Comparator.comparingInt((ManagedPool p) -> -p.setup().priority()));
    pools.clear();
    for (ManagedPool pool : ordered) {
      String name = pool.setup().name();
      pools.put(name, pool);
      ManagedPool former = before.remove(name);
      PoolKeeper left = leaving.remove(name);
      if (former != null) {
        boolean sameNodes = former.setup().scope().equals(pool.setup().scope());
        pool.keeper().takeOver(former.keeper(), sameNodes);
      } else if (left != null) {
        pool.keeper().takeOver(left, false);
      }
    }
    before.forEach((name, pool) -> {
      leaving.put(name, pool.keeper());
      LOG.warn(
          "pool {} is out of the configuration: its groups stay as they are, nodes that we closed are opened again ({} known)",
          name,
          pool.keeper().closed());
    });
  }

  Collection<ManagedPool> all() {
    return pools.values();
  }

  /// Those that are out of the configuration, with the nodes that are still closed.
  Map<String, Integer> leaving() {
    return leaving.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().closed(), (a, _) -> a, TreeMap::new));
  }

  /// Opens what pools that are out of the configuration have closed. To be called while we lead,
  /// until [#leaving] is empty.
  void release(List<PoolNode> nodes, Instant now, Observer observer) throws InterruptedException {
    Iterator<Map.Entry<String, PoolKeeper>> entries = leaving.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, PoolKeeper> entry = entries.next();
      PoolKeeper keeper = entry.getValue();
      if (!keeper.recalled() && !keeper.recall(now)) {
        continue;
      }
      List<Deed> deeds =
          keeper.release(
              cordon -> Optional.of(out(cordon, nodes, "its pool is out of the configuration")),
              now);
      observer.released(entry.getKey(), deeds);
      if (keeper.recalled() && keeper.closed() == 0) {
        LOG.info("pool {}: nothing of it is closed by us any more", entry.getKey());
        entries.remove();
      }
    }
  }

  void standDown() {
    leaving.values().forEach(PoolKeeper::standDown);
  }

  /// Opens nodes that a pool closed and that are not its own any more, because the configuration
  /// has changed: of another node pool now, or of a group that it does not have.
  static List<Deed> releaseStrays(
      ManagedPool pool, List<PoolNode> own, List<PoolNode> all, Instant now)
      throws InterruptedException {
    Set<String> ids = own.stream().map(PoolNode::id).collect(Collectors.toSet());
    Set<String> everywhere = all.stream().map(PoolNode::id).collect(Collectors.toSet());
    Set<String> groups =
        pool.setup().targets().stream().map(Target::name).collect(Collectors.toSet());
    return pool.keeper()
        .release(
            cordon -> {
              if (cordon.endedAt().isPresent() || !everywhere.contains(cordon.node())) {
                return Optional.empty();
              }
              if (!ids.contains(cordon.node())) {
                return Optional.of(out(cordon, all, "it is of this pool no more"));
              }
              return groups.contains(cordon.group())
                  ? Optional.empty()
                  : Optional.of(
                      out(cordon, all, "group " + cordon.group() + " is of this pool no more"));
            },
            now);
  }

  private static Move out(Cordon cordon, List<PoolNode> nodes, String why) {
    if (cordon.endedAt().isPresent()) {
      return new Move.Forget(cordon.node(), why + ", and its machine was told to end");
    }
    String name =
        nodes.stream()
            .filter(node -> node.id().equals(cordon.node()))
            .findFirst()
            .map(PoolNode::name)
            .orElse(cordon.node());
    return new Move.Uncordon(cordon.node(), name, why);
  }
}
