package nomadops.simulator.feasible;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import nomadops.simulator.state.NodeRow;
import tools.jackson.databind.node.ObjectNode;

/// What an evaluation has learned about classes of nodes: the first node of a class is looked at,
/// for the others the answer is known (`FeasibilityWrapper` in Nomad's
/// `scheduler/feasible/feasible.go`).
public final class Eligibility {
  private static final String KNOWN = "computed class ineligible";
  private final JobNeeds job;
  private final Map<String, Boolean> byClass = new HashMap<>();
  private final Map<String, Map<String, Boolean>> byGroup = new HashMap<>();

  public Eligibility(JobNeeds job) {
    this.job = job;
  }

  /// Why the node will not do for the group, as `ConstraintFiltered` calls it; empty when it will.
  public String filter(NodeRow node, GroupNeeds group) {
    String clazz = node.computedClass();
    Boolean forJob = job.escapes() ? null : byClass.get(clazz);
    if (forJob == null) {
      String why = unmet(job.constraints(), node);
      if (!job.escapes()) {
        byClass.put(clazz, why.isEmpty());
      }
      if (!why.isEmpty()) {
        return why;
      }
    } else if (!forJob) {
      return KNOWN;
    }
    boolean escapes = group.escapes();
    Map<String, Boolean> known = byGroup.computeIfAbsent(group.name(), _ -> new HashMap<>());
    Boolean forGroup = escapes ? null : known.get(clazz);
    if (forGroup != null) {
      return forGroup ? "" : KNOWN;
    }
    String why =
        node.spec().drivers().containsAll(group.drivers())
            ? unmet(group.constraints(), node)
            : "missing drivers";
    if (!escapes) {
      known.put(clazz, why.isEmpty());
    }
    return why;
  }

  private static String unmet(Iterable<Constraint> constraints, NodeRow node) {
    for (Constraint constraint : constraints) {
      if (!constraint.met(node)) {
        return constraint.text();
      }
    }
    return "";
  }

  /// Writes `ClassEligibility` or `EscapedComputedClass` into a blocked evaluation.
  public void describe(ObjectNode eval) {
    if (job.anythingEscapes()) {
      eval.put("EscapedComputedClass", true);
      return;
    }
    Map<String, Boolean> classes = new TreeMap<>();
    byGroup
        .values()
        .forEach(known ->
            known.forEach((clazz, good) -> classes.merge(clazz, good, Boolean::logicalOr)));
    byClass.forEach((clazz, good) -> {
      if (good) {
        classes.putIfAbsent(clazz, true);
      } else {
        classes.put(clazz, false);
      }
    });
    if (!classes.isEmpty()) {
      ObjectNode json = eval.putObject("ClassEligibility");
      classes.forEach(json::put);
    }
  }
}
