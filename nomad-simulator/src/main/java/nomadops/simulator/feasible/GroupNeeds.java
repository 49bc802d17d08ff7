package nomadops.simulator.feasible;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nomadops.simulator.json.Json;
import tools.jackson.databind.JsonNode;

/// What a task group asks of a node.
public final class GroupNeeds {
  /// As `ConstraintFiltered` calls it when a node holds a neighbour that it must not.
  public static final String DISTINCT_HOSTS = Constraint.DISTINCT_HOSTS;

  private final JsonNode spec;
  private final String name;
  private final Ask ask;
  private final Set<String> drivers = new HashSet<>();
  private final List<Constraint> constraints;
  private final boolean distinctHosts;
  private final boolean escapes;

  GroupNeeds(JsonNode spec) {
    this.spec = spec;
    this.name = Json.text(spec.path("Name"));
    this.ask = Ask.of(spec);
    List<Constraint> own = Constraint.list(spec.path("Constraints"));
    this.distinctHosts = own.stream().anyMatch(Constraint::wantsDistinctHosts);
    this.constraints = new ArrayList<>(own);
    for (JsonNode task : spec.path("Tasks")) {
      drivers.add(Json.text(task.path("Driver")));
      constraints.addAll(Constraint.list(task.path("Constraints")));
    }
    this.escapes = constraints.stream().anyMatch(Constraint::escapes);
  }

  public JsonNode spec() {
    return spec;
  }

  public String name() {
    return name;
  }

  public Ask ask() {
    return ask;
  }

  Set<String> drivers() {
    return drivers;
  }

  /// The group's own, then its tasks'.
  List<Constraint> constraints() {
    return constraints;
  }

  public boolean distinctHosts() {
    return distinctHosts;
  }

  boolean escapes() {
    return escapes;
  }
}
