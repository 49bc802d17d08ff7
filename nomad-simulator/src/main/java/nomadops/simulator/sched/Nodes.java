package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.feasible.AllocMetric;
import nomadops.simulator.feasible.Eligibility;
import nomadops.simulator.feasible.GroupNeeds;
import nomadops.simulator.feasible.JobNeeds;
import nomadops.simulator.feasible.Load;
import nomadops.simulator.feasible.Usage;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The nodes as one plan sees them: those that its job may use, and what is left on each with what
/// the plan itself gives and takes.
final class Nodes {
  private final JobNeeds needs;
  private final Capacity capacity;
  private final List<NodeRow> candidates;
  private final Map<String, Usage> planned = new HashMap<>();
  private final Map<String, List<NodeRow>> feasible = new HashMap<>();

  /// How many allocations of the job a node holds, by group, and under "" all of them.
  private final Map<String, Map<String, Integer>> neighbours = new HashMap<>();

  private Eligibility eligibility;

  Nodes(State state, JobRow job, JobNeeds needs, Capacity capacity) {
    this.needs = needs;
    this.capacity = capacity;
    this.candidates = needs.candidates(state);
    this.eligibility = new Eligibility(needs);
    state
        .allocsOf(job.key())
        .filter(alloc -> !alloc.clientTerminal())
        .forEach(alloc -> holds(alloc.nodeId(), alloc.group(), 1));
  }

  /// A node, or why there is none.
  sealed interface Choice {
    record Found(NodeRow node) implements Choice {}

    record None(AllocMetric why, boolean filtered) implements Choice {}
  }

  /// The fullest node that will do and has room. As on a server, what the first search learns about
  /// classes of nodes later ones only repeat.
  Choice choose(GroupNeeds group) {
    AllocMetric why = null;
    List<NodeRow> open = feasible.get(group.name());
    if (open == null) {
      why = new AllocMetric(needs, group, candidates);
      open = open(group, candidates, why);
      feasible.put(group.name(), open);
    }
    NodeRow best = fullest(open, group);
    if (best != null) {
      return new Choice.Found(best);
    }
    if (why == null) {
      why = new AllocMetric(needs, group, candidates);
      open(group, candidates, why);
    }
    explain(open, group, why);
    return new Choice.None(why, open.isEmpty());
  }

  /// This very node, whatever is known about its class.
  Choice choose(NodeRow node, GroupNeeds group) {
    eligibility = new Eligibility(needs);
    AllocMetric why = new AllocMetric(needs, group, candidates);
    List<NodeRow> open = open(group, List.of(node), why);
    if (fullest(open, group) != null) {
      return new Choice.Found(node);
    }
    boolean filtered = open.isEmpty() || taken(node, group);
    explain(open, group, why);
    return new Choice.None(why, filtered);
  }

  private List<NodeRow> open(GroupNeeds group, List<NodeRow> nodes, AllocMetric why) {
    List<NodeRow> open = new ArrayList<>();
    for (NodeRow node : nodes) {
      why.evaluate();
      String filter = eligibility.filter(node, group);
      if (filter.isEmpty()) {
        open.add(node);
      } else {
        why.filter(node, filter);
      }
    }
    return open;
  }

  private @Nullable NodeRow fullest(List<NodeRow> open, GroupNeeds group) {
    NodeRow best = null;
    int least = Integer.MAX_VALUE;
    for (NodeRow node : open) {
      Usage used = used(node);
      int free = used.freeCpu(node.spec());
      if (free < least
          && used.exhausted(node.spec(), group.ask()).isEmpty()
          && !taken(node, group)) {
        best = node;
        least = free;
      }
    }
    return best;
  }

  private void explain(List<NodeRow> open, GroupNeeds group, AllocMetric why) {
    for (NodeRow node : open) {
      if (taken(node, group)) {
        why.filter(node, GroupNeeds.DISTINCT_HOSTS);
      } else {
        why.exhaust(node, used(node).exhausted(node.spec(), group.ask()));
      }
    }
  }

  /// Whether `distinct_hosts` forbids the node.
  private boolean taken(NodeRow node, GroupNeeds group) {
    return (needs.distinctHosts() && held(node, "") > 0)
        || (group.distinctHosts() && held(node, group.name()) > 0);
  }

  private int held(NodeRow node, String group) {
    return neighbours.getOrDefault(group, Map.of()).getOrDefault(node.id(), 0);
  }

  private void holds(String nodeId, String group, int more) {
    neighbours.computeIfAbsent(group, _ -> new HashMap<>()).merge(nodeId, more, Integer::sum);
    neighbours.computeIfAbsent("", _ -> new HashMap<>()).merge(nodeId, more, Integer::sum);
  }

  Usage used(NodeRow node) {
    Usage mine = planned.get(node.id());
    return mine != null ? mine : capacity.used(node.id());
  }

  /// From here on, the plan's allocation is on the node.
  void takes(NodeRow node, GroupNeeds group, Load load) {
    planned.put(node.id(), used(node).plus(load));
    holds(node.id(), group.name(), 1);
  }

  /// From here on, the plan counts with what this allocation will give back.
  void stops(AllocRow alloc) {
    if (!alloc.clientTerminal()) {
      Usage before = planned.getOrDefault(alloc.nodeId(), capacity.used(alloc.nodeId()));
      planned.put(alloc.nodeId(), before.minus(Load.of(alloc)));
      holds(alloc.nodeId(), alloc.group(), -1);
    }
  }

  /// Writes what was learned about classes of nodes into a blocked evaluation.
  void describe(ObjectNode eval) {
    eligibility.describe(eval);
  }
}
