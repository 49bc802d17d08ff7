package nomadops.simulator.feasible;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import tools.jackson.databind.JsonNode;

/// What a job asks of its nodes, read once for an evaluation.
public final class JobNeeds {
  private static final String ALL = "all";
  private final String pool;
  private final List<String> datacenters = new ArrayList<>();
  private final List<Constraint> constraints;
  private final boolean distinctHosts;
  private final boolean escapes;
  private final Map<String, GroupNeeds> groups = new HashMap<>();

  /// Whether a datacenter is one of the job's, for those that were asked about: nodes are many,
  /// datacenters few.
  private final Map<String, Boolean> wantedDatacenters = new HashMap<>();

  public JobNeeds(JobRow job) {
    JsonNode spec = job.spec();
    pool = Json.text(spec.path("NodePool"));
    spec.path("Datacenters").forEach(dc -> datacenters.add(Json.text(dc)));
    constraints = Constraint.list(spec.path("Constraints"));
    distinctHosts = constraints.stream().anyMatch(Constraint::wantsDistinctHosts);
    escapes = constraints.stream().anyMatch(Constraint::escapes);
    for (JsonNode group : spec.path("TaskGroups")) {
      GroupNeeds needs = new GroupNeeds(group);
      groups.put(needs.name(), needs);
    }
  }

  /// The ready nodes of the job's pool and datacenters, by id.
  public List<NodeRow> candidates(State state) {
    List<NodeRow> nodes = new ArrayList<>();
    for (var entry : state.nodes().ascending(null)) {
      if (entry.value().ready() && wants(entry.value())) {
        nodes.add(entry.value());
      }
    }
    return nodes;
  }

  /// Whether the node is of the job's pool and in one of its datacenters.
  public boolean wants(NodeRow node) {
    boolean inPool = pool.isEmpty() || pool.equals(ALL) || pool.equals(node.spec().pool());
    return inPool && wantedDatacenters.computeIfAbsent(node.spec().datacenter(), this::wantsIn);
  }

  private boolean wantsIn(String datacenter) {
    return datacenters.stream().anyMatch(pattern -> glob(pattern, datacenter));
  }

  /// `*` stands for any text, nothing else is special.
  static boolean glob(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    int at = parts[0].length();
    if (!text.startsWith(parts[0])) {
      return false;
    }
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - at >= last.length() && text.endsWith(last);
  }

  public GroupNeeds group(JsonNode spec) {
    return groups.computeIfAbsent(Json.text(spec.path("Name")), _ -> new GroupNeeds(spec));
  }

  public String pool() {
    return pool;
  }

  List<Constraint> constraints() {
    return constraints;
  }

  public boolean distinctHosts() {
    return distinctHosts;
  }

  boolean escapes() {
    return escapes;
  }

  /// Whether nodes of one class may differ in what some constraint of the job asks.
  boolean anythingEscapes() {
    return escapes || groups.values().stream().anyMatch(GroupNeeds::escapes);
  }
}
