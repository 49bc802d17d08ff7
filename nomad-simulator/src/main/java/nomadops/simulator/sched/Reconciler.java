package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.Migration;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import tools.jackson.databind.JsonNode;

/// Decides what one evaluation does: compares what the job asks for with its allocations and nodes.
final class Reconciler {
  private final State state;
  private final EvalRow eval;
  private final JobRow job;
  private final Placement placement;
  private final long now;
  private final List<AllocRow> updates = new ArrayList<>();
  private final Map<String, GroupUpdate> groups = new LinkedHashMap<>();

  private Reconciler(State state, EvalRow eval, JobRow job, Placement placement, long now) {
    this.state = state;
    this.eval = eval;
    this.job = job;
    this.placement = placement;
    this.now = now;
  }

  static Plan plan(State state, EvalRow eval, Capacity capacity, Supplier<String> ids, long now) {
    JobRow job = state.job(eval.namespace(), eval.jobId());
    List<AllocRow> allocs = state.allocsOf(eval.jobKey()).toList();
    if (job == null || job.stop()) {
      return stopped(allocs, now);
    }
    Placement placement = new Placement(state, job, eval, capacity, ids, now);
    return new Reconciler(state, eval, job, placement, now).plan(allocs);
  }

  private static Plan stopped(List<AllocRow> allocs, long now) {
    List<AllocRow> updates = new ArrayList<>();
    Map<String, GroupUpdate> groups = new LinkedHashMap<>();
    stopAll(allocs, updates, groups, now);
    Map<String, Integer> queued = new TreeMap<>();
    groups.keySet().forEach(group -> queued.put(group, 0));
    return new Plan(updates, List.of(), queued, null, GroupUpdate.json(groups));
  }

  private Plan plan(List<AllocRow> allocs) {
    if (job.type().equals("system") || job.type().equals("sysbatch")) {
      eachNode(allocs);
    } else {
      eachIndex(allocs);
    }
    return new Plan(
        updates,
        placement.placed(),
        placement.queued(groups.keySet()),
        placement.failures(),
        GroupUpdate.json(groups));
  }

  private static void stopAll(
      List<AllocRow> allocs, List<AllocRow> updates, Map<String, GroupUpdate> groups, long now) {
    for (AllocRow alloc : allocs) {
      if (!alloc.terminal()) {
        updates.add(alloc.desired("stop", "alloc not needed due to job update", 0, now));
        groups.computeIfAbsent(alloc.group(), g -> new GroupUpdate()).stop++;
      }
    }
  }

  private void eachIndex(List<AllocRow> allocs) {
    Map<String, List<AllocRow>> byName =
        allocs.stream()
            .collect(Collectors.groupingBy(AllocRow::name, TreeMap::new, Collectors.toList()));
    for (JsonNode group : job.spec().path("TaskGroups")) {
      String name = Json.text(group.path("Name"));
      GroupUpdate update = groups.computeIfAbsent(name, g -> new GroupUpdate());
      int count = group.path("Count").asInt(1);
      for (int i = 0; i < count; i++) {
        String allocName = job.id() + "." + name + "[" + i + "]";
        one(group, allocName, byName.getOrDefault(allocName, List.of()), update);
        byName.remove(allocName);
      }
    }
    stopAll(byName.values().stream().flatMap(List::stream).toList(), updates, groups, now);
  }

  /// One wanted allocation: keep what lives, replace what was lost, moved or outdated.
  private void one(JsonNode group, String allocName, List<AllocRow> past, GroupUpdate update) {
    AllocRow last = past.isEmpty() ? null : past.getLast();
    if (last == null) {
      update.place++;
      placement.place(group, allocName, null);
      return;
    }
    if (!last.terminal()) {
      live(group, allocName, last, update);
      return;
    }
    boolean batch = job.type().equals("batch");
    boolean sameVersion = last.job().jobModifyIndex() == job.jobModifyIndex();
    boolean stopped = last.desiredStatus().equals("stop");
    boolean done = last.clientStatus().equals("complete") && !stopped;
    if (batch && sameVersion && (done || placesNone(last))) {
      update.ignore++;
    } else if (last.clientStatus().equals("failed") && sameVersion && !retries(group, past)) {
      update.ignore++;
    } else {
      // What the servers stopped earlier is forgotten: its late successor does not name it (2.0.5).
      update.place++;
      placement.place(group, allocName, stopped ? null : last);
    }
  }

  private static boolean placesNone(AllocRow alloc) {
    Migration migrate = alloc.migrate();
    return migrate != null && migrate.placesNone();
  }

  private void live(JsonNode group, String allocName, AllocRow last, GroupUpdate update) {
    NodeRow node = state.nodes().get(last.nodeId());
    if (node == null || node.status().equals("down")) {
      AllocRow lost = last.desired("stop", "alloc is lost since its node is down", 0, now);
      updates.add(lost.client("lost", lost.clientDescription(), 0, lost.startedAt(), now, 0, now));
      replace(group, allocName, last, update);
    } else if (last.migrate() != null) {
      updates.add(last.desired("stop", "alloc is being migrated", 0, now));
      update.migrate++;
      if (!placesNone(last)) {
        placement.stops(last);
        placement.place(group, allocName, last);
      }
    } else if (last.job().jobModifyIndex() != job.jobModifyIndex()
        && !last.job().spec().path("TaskGroups").equals(job.spec().path("TaskGroups"))) {
      updates.add(last.desired("stop", "alloc is being updated due to job update", 0, now));
      update.destructive++;
      replace(group, allocName, last, update);
    } else {
      update.ignore++;
    }
  }

  private void replace(JsonNode group, String allocName, AllocRow last, GroupUpdate update) {
    update.place++;
    placement.stops(last);
    placement.place(group, allocName, last);
  }

  private boolean retries(JsonNode group, List<AllocRow> past) {
    JsonNode policy = group.path("ReschedulePolicy");
    long failures = past.stream().filter(a -> a.clientStatus().equals("failed")).count();
    boolean allowed =
        policy.path("Unlimited").asBoolean(false) || failures <= policy.path("Attempts").asInt(0);
    return allowed && eval.triggeredBy().equals("alloc-failure");
  }

  private void eachNode(List<AllocRow> allocs) {
    for (JsonNode group : job.spec().path("TaskGroups")) {
      String name = Json.text(group.path("Name"));
      GroupUpdate update = groups.computeIfAbsent(name, g -> new GroupUpdate());
      for (AllocRow alloc : allocs) {
        NodeRow node = state.nodes().get(alloc.nodeId());
        boolean gone = node == null || node.status().equals("down");
        if (!alloc.terminal() && (gone || alloc.migrate() != null)) {
          AllocRow stopped = alloc.desired("stop", "alloc not needed as node is tainted", 0, now);
          updates.add(
              gone ? stopped.client("lost", "", 0, alloc.startedAt(), now, 0, now) : stopped);
          if (gone) {
            update.stop++;
          } else {
            update.migrate++;
          }
        }
      }
      for (var entry : state.nodes().ascending(null)) {
        NodeRow node = entry.value();
        if (node.ready() && placement.wants(node) && !covered(job, node, allocs)) {
          update.place += place(node, group, allocs);
        }
      }
    }
  }

  private int place(NodeRow node, JsonNode group, List<AllocRow> allocs) {
    String allocName = job.id() + "." + Json.text(group.path("Name")) + "[0]";
    AllocRow moved =
        allocs.stream()
            .filter(a -> a.nodeId().equals(node.id()) && a.name().equals(allocName))
            .filter(a -> a.migrate() != null && a.nextAllocation().isEmpty())
            .findFirst()
            .orElse(null);
    return placement.placeOn(node, group, allocName, moved);
  }

  /// A system allocation that was stopped is placed anew by the next evaluation, not by its own; a
  /// sysbatch one never is (2.0.5).
  private static boolean covered(JobRow job, NodeRow node, List<AllocRow> allocs) {
    return allocs.stream()
        .anyMatch(a ->
            a.nodeId().equals(node.id())
                && a.job().jobModifyIndex() == job.jobModifyIndex()
                && (!a.terminal()
                    || (job.type().equals("sysbatch")
                        && (a.clientTerminal() || a.migrate() != null))));
  }

  /// Counts for `DesiredTGUpdates`.
  static final class GroupUpdate {
    int ignore;
    int place;
    int migrate;
    int stop;
    int destructive;

    static tools.jackson.databind.node.ObjectNode json(Map<String, GroupUpdate> groups) {
      var annotations = Json.object();
      var updates = annotations.putObject("DesiredTGUpdates");
      groups.forEach((name, u) -> {
        var row = updates.putObject(name);
        row.put("Ignore", u.ignore)
            .put("Place", u.place)
            .put("Migrate", u.migrate)
            .put("Stop", u.stop);
        row.put("InPlaceUpdate", 0).put("DestructiveUpdate", u.destructive).put("Canary", 0);
        row.put("Preemptions", 0).put("Disconnect", 0).put("Reconnect", 0);
        row.put("RescheduleNow", 0).put("RescheduleLater", 0);
      });
      annotations.putNull("PreemptedAllocs");
      return annotations;
    }
  }
}
