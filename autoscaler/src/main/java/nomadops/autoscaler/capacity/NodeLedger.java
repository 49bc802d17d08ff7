package nomadops.autoscaler.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.client.model.JobKey;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import org.jspecify.annotations.Nullable;

/// The nodes of the cluster and what is on them, now.
///
/// It is told by lists and by single changes, in any order and more than once: the Raft indexes say
/// what is newer. A node is reckoned up again only when something about it changed, so that asking
/// often costs little. For many threads.
public final class NodeLedger {
  private final Versions<NodeSheet> nodes = new Versions<>(this::nodeChanged);
  private final Versions<Placement> placements = new Versions<>(this::placementChanged);
  private final Map<String, Site> sites = new HashMap<>();
  private final Map<JobKey, String> types = new HashMap<>();
  private final Map<JobKey, Set<String>> untyped = new HashMap<>();
  private final Map<String, Site> touched = new HashMap<>();
  private final NodeReckoning reckoning;
  private Instant now = Instant.EPOCH;

  /// @param instanceAttribute names a node's machine, e.g. `unique.platform.aws.instance-id`
  /// @param runs asked when a node is reckoned up; after a better guess see [#expectAnew()]
  /// @param ownNode the id of the node that this process runs on, which is to be kept; empty for
  ///   none
  public NodeLedger(String instanceAttribute, ExpectedRuntime runs, Optional<String> ownNode) {
    this.reckoning = new NodeReckoning(instanceAttribute, runs, ownNode);
  }

  /// A node as it is, from an event or read whole.
  public synchronized void node(Node node, Instant at) {
    telling(at, () -> nodes.put(node.id(), node.modifyIndex(), NodeSheet.of(node)));
  }

  /// A node was purged or collected.
  ///
  /// @param index of the change that took it away
  public synchronized void nodeGone(String id, long index, Instant at) {
    telling(at, () -> nodes.gone(id, index));
  }

  /// All nodes, from `/v1/nodes?resources=true`.
  ///
  /// @param index the list's
  /// @return false when the list is older than what is known: list again
  public synchronized boolean nodes(Collection<NodeStub> rows, long index, Instant at) {
    Map<String, Versions.Row<NodeSheet>> sheets = new HashMap<>();
    for (NodeStub row : rows) {
      sheets.put(
          row.id(), new Versions.Row<>(row.modifyIndex(), NodeSheet.of(row, nodes.get(row.id()))));
    }
    boolean[] taken = new boolean[1];
    telling(at, () -> taken[0] = nodes.list(sheets, index));
    return taken[0];
  }

  /// An allocation changed.
  public synchronized void placement(Placement placement, Instant at) {
    telling(
        at,
        () -> {
          if (placement.over()) {
            placements.gone(placement.id(), placement.index());
          } else {
            placements.put(placement.id(), placement.index(), typed(placement));
          }
        });
  }

  /// All allocations that are not over, from `/v1/allocations?resources=true`. Rows that are over
  /// are left out here.
  ///
  /// @param index of the first page, or of the only one
  /// @return false when the list is older than what is known: list again
  public synchronized boolean placements(Collection<Placement> rows, long index, Instant at) {
    Map<String, Versions.Row<Placement>> live = new HashMap<>();
    for (Placement row : rows) {
      if (!row.over()) {
        live.put(row.id(), new Versions.Row<>(row.index(), typed(row)));
      }
    }
    boolean[] taken = new boolean[1];
    telling(at, () -> taken[0] = placements.list(live, index));
    return taken[0];
  }

  /// What kind of job this is. Events of allocations do not tell it.
  public synchronized void jobType(JobKey job, String type, Instant at) {
    if (type.isEmpty() || type.equals(types.put(job, type))) {
      return;
    }
    telling(
        at,
        () -> {
          for (String id : Optional.ofNullable(untyped.remove(job)).orElse(Set.of())) {
            placements.get(id).ifPresent(p -> placements.put(id, p.index(), p.ofType(type)));
          }
        });
  }

  /// Forgets the kinds of all other jobs, so that they do not pile up.
  public synchronized void retainJobs(Set<JobKey> jobs) {
    types.keySet().retainAll(jobs);
  }

  /// Raft indexes start anew: the cluster was restored. What is known stays until lists replace it.
  public synchronized void restart() {
    nodes.restart();
    placements.restart();
  }

  /// Runtimes are better known than they were: asks for all of them anew.
  public synchronized void expectAnew() {
    sites.values().forEach(Site::forgetBuilt);
  }

  /// Nodes and allocations were both listed once; before that the ledger knows only parts.
  public synchronized boolean complete() {
    return nodes.begun() && placements.begun();
  }

  /// Ids of nodes whose attributes and meta are not known, or may have changed unheard.
  public synchronized Set<String> unread() {
    Set<String> ids = new HashSet<>();
    nodes
        .all()
        .forEach((id, sheet) -> {
          if (sheet.wantsReading()) {
            ids.add(id);
          }
        });
    return ids;
  }

  /// All nodes, in the order of their ids. Those that [#unread()] names lack their attributes.
  public synchronized List<PoolNode> nodes() {
    List<PoolNode> all = new ArrayList<>(nodes.size());
    nodes.all().forEach((id, sheet) -> all.add(site(id).node(sheet, reckoning)));
    all.sort(Comparator.comparing(PoolNode::id));
    return List.copyOf(all);
  }

  /// The nodes of a pool.
  public List<PoolNode> nodes(PoolScope scope) {
    return nodes().stream().filter(node -> scope.matches(node.profile())).toList();
  }

  /// How many allocations are not over.
  public synchronized int placements() {
    return placements.size();
  }

  private void telling(Instant at, Runnable told) {
    now = at;
    told.run();
    touched.forEach((id, site) -> {
      site.settle(at);
      if (site.forgotten()) {
        sites.remove(id);
      }
    });
    touched.clear();
  }

  private void nodeChanged(String id, @Nullable NodeSheet before, @Nullable NodeSheet after) {
    Site site = touch(id);
    if (after == null) {
      site.gone();
      return;
    }
    if (before != null && before.createIndex() != after.createIndex()) {
      site.gone();
    }
    site.seen(now);
  }

  private void placementChanged(String id, @Nullable Placement before, @Nullable Placement after) {
    if (before != null && before.type().isEmpty()) {
      forget(before);
    }
    if (before != null && (after == null || !before.nodeId().equals(after.nodeId()))) {
      touch(before.nodeId()).remove(id);
    }
    if (after != null) {
      touch(after.nodeId()).put(after);
      if (after.type().isEmpty()) {
        untyped.computeIfAbsent(after.job(), _ -> new HashSet<>()).add(id);
      }
    }
  }

  private void forget(Placement untypedOne) {
    Set<String> ids = untyped.get(untypedOne.job());
    if (ids != null && ids.remove(untypedOne.id()) && ids.isEmpty()) {
      untyped.remove(untypedOne.job());
    }
  }

  /// An event tells no type, but it is the same job still.
  private Placement typed(Placement placement) {
    if (!placement.type().isEmpty()) {
      return placement;
    }
    @Nullable String type = types.get(placement.job());
    if (type == null) {
      type = placements.get(placement.id()).map(Placement::type).orElse("");
    }
    return type.isEmpty() ? placement : placement.ofType(type);
  }

  private Site touch(String nodeId) {
    Site site = site(nodeId);
    touched.put(nodeId, site);
    return site;
  }

  private Site site(String nodeId) {
    return sites.computeIfAbsent(nodeId, _ -> new Site());
  }
}
