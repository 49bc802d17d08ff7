package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.PlacementMetrics;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Finds nodes for the allocations of one plan, and remembers what found none.
final class Placement {
  private final State state;
  private final EvalRow eval;
  private final Capacity capacity;
  private final Supplier<String> ids;
  private final long now;
  private final List<AllocRow> placed = new ArrayList<>();
  private final Map<String, Ask> taken = new HashMap<>();
  private final Map<String, Integer> unplaced = new TreeMap<>();
  private final Map<String, JsonNode> failedGroups = new HashMap<>();

  Placement(State state, EvalRow eval, Capacity capacity, Supplier<String> ids, long now) {
    this.state = state;
    this.eval = eval;
    this.capacity = capacity;
    this.ids = ids;
    this.now = now;
  }

  /// Places one allocation wherever there is room.
  void place(JobRow job, JsonNode group, String name, @Nullable AllocRow replaces) {
    Ask ask = Ask.of(group);
    NodeRow node = capacity.best(state, ask, taken);
    if (node == null) {
      String groupName = Json.text(group.path("Name"));
      unplaced.merge(groupName, 1, Integer::sum);
      failedGroups.put(groupName, group);
      return;
    }
    put(node, job, group, name, replaces == null ? "" : replaces.id(), ask);
  }

  /// Places one allocation on this very node, if it has room.
  int placeOn(NodeRow node, JobRow job, JsonNode group, String name, @Nullable AllocRow replaces) {
    Ask ask = Ask.of(group);
    if (!capacity.fits(node, ask, taken)) {
      unplaced.merge(Json.text(group.path("Name")), 1, Integer::sum);
      return 0;
    }
    put(node, job, group, name, replaces == null ? "" : replaces.id(), ask);
    return 1;
  }

  private void put(
      NodeRow node, JobRow job, JsonNode group, String name, String replaces, Ask ask) {
    taken.merge(node.id(), ask, (a, b) -> new Ask(a.cpu() + b.cpu(), a.memoryMb() + b.memoryMb()));
    placed.add(
        new AllocRow(
            ids.get(),
            eval.id(),
            name,
            node.id(),
            node.name(),
            job,
            Json.text(group.path("Name")),
            "run",
            "",
            "pending",
            "",
            null,
            0,
            0,
            0,
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

  @Nullable ObjectNode failures() {
    if (failedGroups.isEmpty()) {
      return null;
    }
    ObjectNode failures = Json.object();
    int ready = (int) State.values(state.nodes()).filter(NodeRow::ready).count();
    failedGroups.forEach((name, group) -> {
      ObjectNode exhausted = Json.object();
      for (JsonNode task : group.path("Tasks")) {
        exhausted.set(Json.text(task.path("Name")), task.path("Resources"));
      }
      failures.set(
          name,
          PlacementMetrics.failed(
              ready,
              ready,
              ready == 0 ? "" : dimension(group),
              exhausted,
              unplaced.getOrDefault(name, 1) - 1));
    });
    return failures;
  }

  private String dimension(JsonNode group) {
    Ask cpuOnly = new Ask(Ask.of(group).cpu(), 0);
    return capacity.best(state, cpuOnly, taken) == null ? "cpu" : "memory";
  }
}
