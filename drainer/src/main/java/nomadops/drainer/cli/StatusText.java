package nomadops.drainer.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.PlacedAllocation;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.NodeFacts.RunningDrain;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Durations;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The status of nodes as tables and as JSON.
final class StatusText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StatusText() {}

  static Table nodes(List<NodeStanding> nodes, Instant now) {
    Table table =
        new Table(
            Table.Column.fixed("NODE", "node"),
            Table.Column.flexible("NAME", "name"),
            Table.Column.fixed("INSTANCE", "instance"),
            Table.Column.fixed("STATE", "state"),
            Table.Column.fixed("SINCE", "since"),
            Table.Column.fixed("ENDS", "ends"),
            Table.Column.flexible("RUNNING", "running"),
            Table.Column.fixed("CUT", "cut"),
            Table.Column.flexible("WHY", "why"));
    for (NodeStanding one : nodes) {
      table.row(
          one.seen().shortId(),
          one.seen().facts().name(),
          instance(one),
          one.state().word(),
          one.sinceText(now),
          one.endsText(now),
          one.runningText(),
          one.cutCell(),
          one.why());
    }
    return table;
  }

  /// A node that no cloud names goes by its own name; once is enough.
  private static String instance(NodeStanding one) {
    String instance = one.seen().instance().value();
    boolean own =
        instance.equals(one.seen().facts().name()) || instance.endsWith(one.seen().facts().id());
    return own ? "-" : instance;
  }

  static Table allocations(List<NodeStanding> nodes, Instant now) {
    Table table =
        new Table(
            Table.Column.fixed("NODE", "node"),
            Table.Column.fixed("ALLOC", "alloc"),
            Table.Column.flexible("JOB", "job"),
            Table.Column.flexible("GROUP", "group"),
            Table.Column.fixed("TYPE", "type"),
            Table.Column.fixed("SINCE", "since"),
            Table.Column.fixed("KILL TIMEOUT", "kill_timeout"));
    for (NodeStanding one : nodes) {
      for (PlacedAllocation alloc : one.seen().running()) {
        table.row(
            one.seen().shortId(),
            Seen.shortened(alloc.id()),
            job(alloc.namespace(), alloc.jobId()),
            alloc.taskGroup(),
            NodeStanding.type(alloc),
            Durations.rough(Duration.between(alloc.startedAt(), now)),
            Durations.text(alloc.stopTime()));
      }
    }
    return table;
  }

  /// A job as people know it: with its namespace where that is not the default one.
  static String job(String namespace, String id) {
    return namespace.equals("default") ? id : namespace + "/" + id;
  }

  /// One document; times are ISO 8601, and what is not known is null.
  static String json(List<NodeStanding> nodes, boolean allocs, boolean seesAll) {
    ObjectNode root = JSON.createObjectNode();
    root.put("sees_all_allocations", seesAll);
    ArrayNode rows = root.putArray("nodes");
    nodes.forEach(one -> fill(rows.addObject(), one, allocs));
    return JSON.writeValueAsString(root) + "\n";
  }

  private static void fill(ObjectNode row, NodeStanding one, boolean allocs) {
    row.put("node", one.seen().facts().id());
    row.put("name", one.seen().facts().name());
    row.put("instance", one.seen().instance().value());
    row.put("state", one.state().word());
    row.put("status", one.seen().facts().status());
    row.put("eligible", one.seen().facts().eligible());
    row.put("since", text(one.since().orElse(null)));
    row.put("draining", one.seen().facts().drain().isPresent());
    row.put(
        "ends", text(one.seen().facts().drain().flatMap(RunningDrain::forceDeadline).orElse(null)));
    row.set("running", tree(one.running()));
    row.set("cut", tree(one.seen().cut().map(List::size)));
    row.put("ours", one.isOurs());
    row.set("notices", JSON.valueToTree(one.notices()));
    row.put("message", one.message());
    if (allocs) {
      ArrayNode running = row.putArray("allocations");
      one.seen().running().forEach(alloc -> fill(running.addObject(), alloc));
    }
  }

  private static void fill(ObjectNode row, PlacedAllocation alloc) {
    row.put("alloc", alloc.id());
    row.put("namespace", alloc.namespace());
    row.put("job", alloc.jobId());
    row.put("group", alloc.taskGroup());
    row.put("type", NodeStanding.type(alloc));
    row.put("since", alloc.startedAt().toString());
    row.put("kill_timeout_seconds", alloc.stopTime().toMillis() / 1e3);
  }

  private static JsonNode tree(Optional<?> value) {
    return value.<JsonNode>map(JSON::valueToTree).orElseGet(JSON::nullNode);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
