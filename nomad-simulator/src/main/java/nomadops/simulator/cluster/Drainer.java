package nomadops.simulator.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Change;
import nomadops.simulator.state.Drain;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.Migration;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/// The leader's drainer: moves service allocations off a draining node one at a time for each
/// group, waits for batch ones until the deadline, then forces the rest; system jobs go last. When
/// nothing but those is left, it tells them to stop and the drain is complete.
///
/// As in Nomad (2.0.5, `nomad/drainer`), the end of a sysbatch allocation makes nobody look: when
/// it was the last one, the drain stays until its strategy changes.
public final class Drainer {
  private static final Set<String> WATCHED = Set.of("service", "batch");
  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final Ids ids;
  private final boolean replacesBatch;

  /// The drain of each node as it was looked at last.
  private final Map<String, Drain> watched = new ConcurrentHashMap<>();

  /// @param replacesBatch whether a batch allocation that the deadline forces out is placed anew,
  ///   as it is before Nomad 1.11.0
  public Drainer(
      SimClock clock,
      StateStore store,
      RaftLane lane,
      Afterwards afterwards,
      Ids ids,
      boolean replacesBatch) {
    this.clock = clock;
    this.store = store;
    this.lane = lane;
    this.afterwards = afterwards;
    this.ids = ids;
    this.replacesBatch = replacesBatch;
  }

  public void follow(Change.Commit commit) {
    for (Change change : commit.changes()) {
      if (change instanceof Change.Node(int _, NodeRow node) && node.drain() != null) {
        Drain drain = node.drain();
        if (drain.sameStrategy(watched.put(node.id(), drain))) {
          continue;
        }
        afterwards.post(() -> check(node.id()));
        if (drain.forceDeadline() != null) {
          clock.after(
              Duration.between(clock.instant(), drain.forceDeadline()),
              () -> {
                deadline(node.id(), drain);
                afterwards.drain();
              });
        }
      } else if (change instanceof Change.Node(int _, NodeRow node)) {
        watched.remove(node.id());
      } else if (change instanceof Change.Alloc(int _, AllocRow alloc)
          && alloc.clientTerminal()
          && WATCHED.contains(alloc.job().type())) {
        NodeRow node = commit.state().nodes().get(alloc.nodeId());
        if (node != null && node.drain() != null) {
          afterwards.post(() -> check(node.id()));
        }
      }
    }
  }

  private void check(String nodeId) {
    NodeRow node = store.current().nodes().get(nodeId);
    Drain drain = node == null ? null : node.drain();
    if (drain == null) {
      return;
    }
    if (drain.deadlineNanos() < 0) {
      force(nodeId, drain);
      return;
    }
    List<AllocRow> live = live(nodeId, drain);
    if (live.stream().allMatch(a -> a.job().type().equals("system"))) {
      force(nodeId, drain);
      return;
    }
    Map<String, AllocRow> next = new LinkedHashMap<>();
    for (AllocRow alloc : live) {
      boolean moving = live.stream().anyMatch(a -> a.migrate() != null && sameGroup(a, alloc));
      if (alloc.migrate() == null && !moving && alloc.job().type().equals("service")) {
        next.putIfAbsent(alloc.job().key() + alloc.group(), alloc);
      }
    }
    migrate(List.copyOf(next.values()));
  }

  private static boolean sameGroup(AllocRow a, AllocRow b) {
    return a.job().key().equals(b.job().key()) && a.group().equals(b.group());
  }

  private void deadline(String nodeId, Drain drain) {
    NodeRow node = store.current().nodes().get(nodeId);
    if (node != null && drain.equals(node.drain())) {
      force(nodeId, drain);
    }
  }

  private void force(String nodeId, Drain drain) {
    migrate(live(nodeId, drain).stream().filter(a -> a.migrate() == null).toList());
    complete(nodeId);
  }

  private List<AllocRow> live(String nodeId, Drain drain) {
    return store
        .current()
        .allocsOn(nodeId)
        .filter(a -> !a.clientTerminal())
        .filter(a -> !(drain.ignoreSystemJobs() && a.job().type().equals("system")))
        .toList();
  }

  private void migrate(List<AllocRow> allocs) {
    if (allocs.isEmpty()) {
      return;
    }
    lane.submit(
        lane.cost().entry(),
        () ->
            store.<@Nullable Void>apply(
                "AllocationUpdateDesiredStatus",
                txn -> {
                  Map<String, JobRow> jobs = new LinkedHashMap<>();
                  for (AllocRow alloc : allocs) {
                    AllocRow current = txn.state().allocs().get(alloc.id());
                    if (current != null && !current.clientTerminal() && current.migrate() == null) {
                      boolean batch = alloc.job().type().equals("batch");
                      Migration how = Migration.drained(batch && !replacesBatch);
                      txn.putAlloc(current.migrating(how, txn.index(), txn.now()));
                      jobs.put(alloc.job().key(), alloc.job());
                    }
                  }
                  for (JobRow job : jobs.values()) {
                    EvalRow eval =
                        EvalRow.pending(
                            ids.get(),
                            job.namespace(),
                            job.priority(),
                            job.type(),
                            "node-drain",
                            job.id(),
                            txn.now());
                    txn.putEval(eval.createdAt(txn.index(), 0));
                  }
                  return null;
                }));
  }

  private void complete(String nodeId) {
    lane.submit(
        lane.cost().entry(),
        () ->
            store.<@Nullable Void>apply(
                "NodeDrain",
                txn -> {
                  NodeRow node = txn.state().nodes().get(nodeId);
                  if (node != null && node.drain() != null) {
                    Drain.Last last = node.lastDrain();
                    Drain.Last done =
                        last == null
                            ? null
                            : new Drain.Last(
                                last.startedAt(),
                                clock.instant(),
                                "complete",
                                last.accessor(),
                                last.meta());
                    NodeRow.Note note =
                        new NodeRow.Note(
                            "Node drain complete",
                            "Drain",
                            clock.instant().toString(),
                            txn.index());
                    txn.putNode(node.withDrain(null, done, "ineligible", note, txn.index()));
                  }
                  return null;
                }));
  }
}
