package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.config.Durations;
import tools.jackson.databind.JsonNode;

/// A decision on a pool in words: every input, limit and reason of its document.
final class PoolText {
  private PoolText() {}

  static List<String> lines(String name, JsonNode pool) {
    List<String> lines = new ArrayList<>();
    JsonNode nodes = pool.path("nodes");
    lines.add("Pool " + name);
    lines.add(
        "  machines    %d asked for (min %d, max %d): %d nodes take work, %d closed by us, %d closed by others, %d coming, %d lost"
            .formatted(
                nodes.path("size").asInt(0),
                nodes.path("min").asInt(0),
                nodes.path("max").asInt(0),
                nodes.path("active").asInt(0),
                nodes.path("closed").asInt(0),
                nodes.path("aside").asInt(0),
                nodes.path("coming").asInt(0),
                nodes.path("lost").asInt(0)));
    JsonNode template = pool.path("template");
    lines.add(
        template.isObject()
            ? "  a new node  has %s for work (%s)"
                .formatted(
                    template.path("empty").asString(""), template.path("source").asString(""))
            : "  a new node  is not known: none was ever seen, and none is configured");
    demand(lines, pool.path("demand"));
    JsonNode needed = pool.path("needed");
    lines.add(
        "  needed      %d nodes now; the most in the window: %s"
            .formatted(needed.path("now").asInt(0), needed.path("window").asString("")));
    double cost = pool.path("cost_per_hour").asDouble(0);
    if (cost > 0) {
      lines.add("  cost        %.2f an hour".formatted(cost));
    }
    limits(lines, pool);
    moves(lines, pool);
    return lines;
  }

  private static void demand(List<String> lines, JsonNode demand) {
    lines.add(
        "  the queue   %d allocations count, %d are too young; %d have a place on what is there or comes"
            .formatted(
                demand.path("allocations").asInt(0),
                demand.path("too_young").asInt(0),
                demand.path("have_a_place").asInt(0)));
    String scarcest = demand.path("scarcest").asString("");
    lines.add(
        "  new nodes   %d hold the rest at once, no packing does with fewer than %d%s, %d start it in time (boot lag %s)"
            .formatted(
                demand.path("new_nodes_at_once").asInt(0),
                demand.path("new_nodes_least").asInt(0),
                scarcest.isEmpty() ? "" : " (" + scarcest + " is the scarcest)",
                demand.path("new_nodes_in_time").asInt(0),
                Durations.rough(Duration.ofSeconds(demand.path("boot_lag_seconds").asLong(0)))));
    for (JsonNode bins : demand.path("bins")) {
      lines.add("              " + bins(bins));
    }
  }

  private static String bins(JsonNode bins) {
    List<String> each = new ArrayList<>();
    for (JsonNode lot : bins.path("each")) {
      each.add(lot.path("count").asInt(0) + " x (" + lot.path("asks").asString("") + ")");
    }
    int nodes = bins.path("nodes").asInt(0);
    return nodes + (nodes == 1 ? " node" : " nodes") + " with " + String.join(" + ", each);
  }

  private static void limits(List<String> lines, JsonNode pool) {
    pool.path("bounds")
        .properties()
        .forEach(bound ->
            lines.add(
                "  asked for   %s %d nodes by %s"
                    .formatted(
                        bound.getKey().replace('_', ' '),
                        bound.getValue().path("nodes").asInt(0),
                        bound.getValue().path("source").asString(""))));
    for (JsonNode clamp : pool.path("clamps")) {
      lines.add(
          "  limit       %s %d becomes %d: %s"
              .formatted(
                  clamp.path("what").asString(""),
                  clamp.path("before").asInt(0),
                  clamp.path("after").asInt(0),
                  clamp.path("reason").asString("")));
    }
    for (JsonNode hold : pool.path("held_back_out")) {
      lines.add("  not grown   " + hold.asString(""));
    }
    for (JsonNode hold : pool.path("held_back_in")) {
      lines.add("  not shrunk  " + hold.asString(""));
    }
    String trouble = pool.path("trouble").asString("");
    if (!trouble.isEmpty()) {
      lines.add("  not acting  " + trouble);
    }
  }

  private static void moves(List<String> lines, JsonNode pool) {
    for (JsonNode move : pool.path("moves")) {
      lines.add(
          "  move        %s: %s%s"
              .formatted(
                  move.path("move").asString(""),
                  move.path("reason").asString(""),
                  outcome(move, " (", ")")));
    }
    if (pool.path("moves").isEmpty()) {
      lines.add("  move        none");
    }
  }

  /// What became of a move; empty while it is only what would be done.
  static String outcome(JsonNode move, String before, String after) {
    String word = move.path("outcome").asString("");
    if (word.isEmpty()) {
      return "";
    }
    String said = move.path("said").asString("");
    return before + (word.equals("done") || said.isEmpty() ? word : word + ": " + said) + after;
  }
}
