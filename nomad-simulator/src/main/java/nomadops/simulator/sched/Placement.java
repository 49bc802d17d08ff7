package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import nomadops.simulator.feasible.AllocMetric;
import nomadops.simulator.feasible.GroupNeeds;
import nomadops.simulator.feasible.JobNeeds;
import nomadops.simulator.feasible.Load;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.Granted;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.Reported;
import nomadops.simulator.state.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds nodes for the allocations of one plan, and remembers what found none. Of a group that has
/// failed once, nothing more is tried.
final class Placement {
  private final EvalRow eval;
  private final JobRow job;
  private final JobNeeds needs;
  private final Nodes nodes;
  private final Supplier<String> ids;
  private final long now;
  private final List<AllocRow> placed = new ArrayList<>();
  private final Map<String, Integer> unplaced = new TreeMap<>();
  private final Map<String, AllocMetric> failed = new TreeMap<>();
  private String shortNode = "";

  Placement(
      State state, JobRow job, EvalRow eval, Capacity capacity, Supplier<String> ids, long now) {
    this.eval = eval;
    this.job = job;
    this.needs = new JobNeeds(job);
    this.nodes = new Nodes(state, job, needs, capacity);
    this.ids = ids;
    this.now = now;
  }

  /// What this allocation takes is free for what the plan places from now on: the plan stops it.
  void stops(AllocRow alloc) {
    nodes.stops(alloc);
  }

  /// Places one allocation wherever there is room.
  void place(JsonNode spec, String name, @Nullable AllocRow replaces) {
    GroupNeeds group = needs.group(spec);
    AllocMetric known = failed.get(group.name());
    if (known != null) {
      unplaced.merge(group.name(), 1, Integer::sum);
      known.coalesce();
      return;
    }
    switch (nodes.choose(group)) {
      case Nodes.Choice.Found(NodeRow node) ->
          put(node, group, name, replaces == null ? "" : replaces.id());
      case Nodes.Choice.None(AllocMetric why, boolean _) -> {
        unplaced.merge(group.name(), 1, Integer::sum);
        failed.put(group.name(), why);
      }
    }
  }

  /// Whether the job is for this node at all.
  boolean wants(NodeRow node) {
    return needs.wants(node);
  }

  /// Places one allocation of a system job on this very node, if it may run there and has room. A
  /// node that is filtered is not wanted, and nothing waits for it. Returns how many were placed.
  int placeOn(NodeRow node, JsonNode spec, String name, @Nullable AllocRow replaces) {
    GroupNeeds group = needs.group(spec);
    return switch (nodes.choose(node, group)) {
      case Nodes.Choice.Found(NodeRow found) -> {
        put(found, group, name, replaces == null ? "" : replaces.id());
        yield 1;
      }
      case Nodes.Choice.None(AllocMetric why, boolean filtered) -> {
        if (!filtered) {
          exhausted(node, group, why);
        }
        yield 0;
      }
    };
  }

  private void exhausted(NodeRow node, GroupNeeds group, AllocMetric why) {
    unplaced.merge(group.name(), 1, Integer::sum);
    AllocMetric known = failed.get(group.name());
    if (known != null) {
      known.coalesce();
      return;
    }
    failed.put(group.name(), why);
    shortNode = node.id();
  }

  private void put(NodeRow node, GroupNeeds group, String name, String replaces) {
    Granted granted = nodes.used(node).grant(node.spec(), group.spec());
    nodes.takes(node, group, Load.of(group.ask(), granted));
    placed.add(
        new AllocRow(
            ids.get(),
            eval.id(),
            name,
            node.id(),
            node.name(),
            job,
            group.name(),
            granted,
            "run",
            "",
            "pending",
            "",
            null,
            0,
            0,
            0,
            Reported.NONE,
            replaces,
            "",
            "",
            0,
            0,
            now,
            now));
  }

  List<AllocRow> placed() {
    return placed;
  }

  /// How many of each group still wait; every group is named.
  Map<String, Integer> queued(Set<String> groups) {
    Map<String, Integer> queued = new TreeMap<>(unplaced);
    groups.forEach(group -> queued.putIfAbsent(group, 0));
    return queued;
  }

  /// Null when everything was placed.
  Plan.@Nullable Failures failures() {
    if (failed.isEmpty()) {
      return null;
    }
    ObjectNode classes = Json.object();
    nodes.describe(classes);
    return new Plan.Failures(failed, classes, shortNode);
  }
}
