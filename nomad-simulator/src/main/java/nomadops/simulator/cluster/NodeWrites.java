package nomadops.simulator.cluster;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.journal.Journal;
import nomadops.simulator.json.NodeJson;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.Drain;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.NodeSpec;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/// Registers, drains, marks and purges nodes, with the evaluations that follow from it.
public final class NodeWrites {
  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Ids ids;
  private final Journal journal;
  private final String version;
  private final NodeEvals evals;

  /// @param version what a node runs whose attributes do not say it
  public NodeWrites(
      SimClock clock, StateStore store, RaftLane lane, Ids ids, Journal journal, String version) {
    this.clock = clock;
    this.store = store;
    this.lane = lane;
    this.ids = ids;
    this.journal = journal;
    this.version = version;
    this.evals = new NodeEvals(store, lane, ids);
  }

  /// What a write answers.
  ///
  /// @param evalIds null when there are none
  public record Written(
      long nodeModifyIndex, @Nullable List<String> evalIds, long evalCreateIndex, long index) {}

  /// Registers a ready node at once, creates its node pool if there is none of this name, and has
  /// system jobs evaluated; returns its id.
  public String add(NodeSpec given) {
    NodeRow row = fresh(given);
    NodeSpec spec = row.spec();
    String id = row.id();
    store.<@Nullable Void>apply(
        "NodeRegistration",
        txn -> {
          if (txn.state().nodePools().get(spec.pool()) == null) {
            txn.putNodePool(spec.pool(), NodePoolWrites.pool(spec.pool(), "", null, txn.index()));
          }
          txn.putNode(row.createdAt(txn.index()));
          return null;
        });
    evals.atOnce(id);
    return id;
  }

  /// A ready node that is not stored yet.
  NodeRow fresh(NodeSpec given) {
    return NodeRow.registered(
        ids.get(),
        versioned(given),
        note("Node registered", "Cluster", 0),
        clock.instant().getEpochSecond());
  }

  /// Nothing is added for the template's own version: a node without attributes costs less.
  private NodeSpec versioned(NodeSpec spec) {
    if (version.equals(NodeJson.VERSION)
        || spec.attributes().containsKey(NodeJson.VERSION_ATTRIBUTE)) {
      return spec;
    }
    Map<String, String> all = new LinkedHashMap<>(spec.attributes());
    all.put(NodeJson.VERSION_ATTRIBUTE, version);
    return spec.withAttributes(all);
  }

  /// A node's client finds one of its drivers changed, and registers anew.
  public void driver(String nodeId, String driver, boolean detected, boolean healthy) {
    NodeRow node = known(nodeId, 500);
    long _ =
        store.apply(
            "NodeRegistration",
            txn -> {
              NodeRow base = current(txn.state(), node);
              txn.putNode(
                  base.withSpec(base.spec().withDriver(driver, detected, healthy), txn.index()));
              return txn.index();
            });
    evals.atOnce(nodeId);
  }

  /// A heartbeat is missed: the node is down, and what it ran is evaluated, all at once.
  public void missed(String nodeId) {
    changed(nodeId, "down");
    evals.atOnce(nodeId);
  }

  public Written status(String nodeId, String status) {
    long index = changed(nodeId, status);
    List<String> evals = evaluate(nodeId);
    return new Written(index, evals, evals == null ? 0 : store.current().index(), index);
  }

  private long changed(String nodeId, String status) {
    NodeRow node = known(nodeId, 500);
    return store.apply(
        "NodeStreamEvent",
        txn -> {
          NodeRow current = txn.state().nodes().get(nodeId);
          NodeRow base = current == null ? node : current;
          String text =
              status.equals("ready") ? "Node reregistered by heartbeat" : "Node heartbeat missed";
          Drain drain = base.drain();
          NodeRow changed =
              base.withStatus(
                  status,
                  clock.instant().getEpochSecond(),
                  note(text, "Cluster", txn.index()),
                  txn.index());
          txn.putNode(
              drain != null && status.equals("down")
                  ? withoutDrain(changed, txn.index())
                  : changed);
          return txn.index();
        });
  }

  private NodeRow withoutDrain(NodeRow node, long index) {
    return node.withDrain(
        null,
        node.lastDrain(),
        node.eligibility(),
        note("Node drain complete", "Drain", index),
        index);
  }

  public Written eligibility(String nodeId, String eligibility) {
    if (!eligibility.equals("eligible") && !eligibility.equals("ineligible")) {
      throw new Refused(500, "invalid scheduling eligibility \"" + eligibility + "\"");
    }
    NodeRow node = known(nodeId, 500);
    if (node.drain() != null && eligibility.equals("eligible")) {
      throw new Refused(
          500, "can not set node's scheduling eligibility to eligible while it is draining");
    }
    if (node.eligibility().equals(eligibility)) {
      // Nomad answers 0 here, as nothing was written (`UpdateEligibility`, 2.0.5).
      return new Written(0, null, 0, 0);
    }
    long index =
        lane.write(
            "NodeEligibility",
            txn -> {
              NodeRow.Note note =
                  note("Node marked as " + eligibility + " for scheduling", "Cluster", txn.index());
              txn.putNode(
                  current(txn.state(), node).withEligibility(eligibility, note, txn.index()));
              journal.add(
                  new Effect.NodeEligibility(
                      txn.index(), clock.instant(), nodeId, eligibility.equals("eligible")));
              return txn.index();
            });
    List<String> evals = eligibility.equals("eligible") ? evaluate(nodeId) : null;
    return new Written(0, evals, evals == null ? 0 : store.current().index(), index);
  }

  /// Sets the drain, or takes it away when `deadlineNanos` is null.
  public Written drain(
      String nodeId,
      @Nullable Long deadlineNanos,
      boolean ignoreSystemJobs,
      boolean markEligible,
      Map<String, String> meta,
      String accessor) {
    NodeRow node = known(nodeId, 500);
    long index =
        lane.write(
            "NodeDrain",
            txn -> {
              NodeRow before = current(txn.state(), node);
              NodeRow after =
                  deadlineNanos == null
                      ? undrained(before, markEligible, meta, accessor, txn.index())
                      : drained(
                          before, deadlineNanos, ignoreSystemJobs, meta, accessor, txn.index());
              txn.putNode(after);
              journal.add(effect(before, after, txn.index()));
              return txn.index();
            });
    boolean nowEligible =
        deadlineNanos == null && markEligible && node.eligibility().equals("ineligible");
    List<String> evals = nowEligible ? evaluate(nodeId) : null;
    return new Written(index, evals, evals == null ? 0 : store.current().index(), index);
  }

  private Effect effect(NodeRow before, NodeRow after, long index) {
    Drain drain = after.drain();
    Instant now = clock.instant();
    boolean forced = drain != null && drain.deadlineNanos() < 0;
    Instant end = drain == null ? null : forced ? now : drain.forceDeadline();
    return new Effect.NodeDrain(index, now, after.id(), drain != null, before.drain() != null, end);
  }

  private NodeRow drained(
      NodeRow node,
      long deadline,
      boolean ignoreSystem,
      Map<String, String> meta,
      String accessor,
      long index) {
    Instant now = clock.instant();
    Drain old = node.drain();
    Instant startedAt = old == null ? now : old.startedAt();
    Drain drain =
        new Drain(deadline, ignoreSystem, deadline > 0 ? now.plusNanos(deadline) : null, startedAt);
    String text = old == null ? "Node drain strategy set" : "Node drain strategy updated";
    Drain.Last former = old == null ? null : node.lastDrain();
    Map<String, String> kept = meta.isEmpty() && former != null ? former.meta() : meta;
    Drain.Last last = new Drain.Last(startedAt, now, "draining", accessor, kept);
    return node.withDrain(drain, last, "ineligible", note(text, "Drain", index), index);
  }

  private NodeRow undrained(
      NodeRow node, boolean markEligible, Map<String, String> meta, String accessor, long index) {
    Drain.Last last = node.lastDrain();
    if (node.drain() != null && last != null) {
      Map<String, String> merged = meta.isEmpty() ? last.meta() : meta;
      last = new Drain.Last(last.startedAt(), clock.instant(), "canceled", accessor, merged);
    }
    String eligibility = markEligible ? "eligible" : node.eligibility();
    return node.withDrain(
        null, last, eligibility, note("Node drain disabled", "Drain", index), index);
  }

  public Written purge(String nodeId) {
    NodeRow node = known(nodeId, 500);
    long index =
        lane.write(
            "NodeDeregistration",
            txn -> {
              txn.deleteNode(current(txn.state(), node));
              return txn.index();
            });
    List<String> evals = evaluate(nodeId);
    return new Written(index, evals, evals == null ? 0 : store.current().index(), index);
  }

  public Written evaluateNode(String nodeId) {
    known(nodeId, 500);
    List<String> evals = evaluate(nodeId);
    long index = store.current().index();
    return new Written(0, evals, evals == null ? 0 : index, index);
  }

  /// Evaluates every job with something on the node, and every system job; null when there is none.
  @Nullable List<String> evaluate(String nodeId) {
    return evals.of(nodeId);
  }

  private NodeRow known(String nodeId, int status) {
    NodeRow node = store.current().nodes().get(nodeId);
    if (node == null) {
      throw new Refused(status, "node not found");
    }
    return node;
  }

  private static NodeRow current(State state, NodeRow node) {
    NodeRow current = state.nodes().get(node.id());
    return current == null ? node : current;
  }

  NodeRow.Note note(String message, String subsystem, long index) {
    return new NodeRow.Note(message, subsystem, clock.instant().toString(), index);
  }
}
