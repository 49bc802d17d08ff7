package nomadops.health.cli;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import nomadops.health.quarantine.Controller;
import nomadops.health.quarantine.QuarantineDecisions;
import nomadops.health.quarantine.Turn;
import nomadops.health.quarantine.policy.Decision;
import nomadops.health.quarantine.policy.Guard;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How a controller is shown to people.
record ControllerOverview(Controller controller, QuarantineDecisions decisions) {
  /// The data that the page is made of.
  ///
  /// @param registry where the controller's meters are bound
  Overview of(MeterRegistry registry) {
    return Overview.of("Takes sick clients out of scheduling within a budget, and puts them back.")
        .withDoing(this::doing)
        .withFigures(
            level("Quarantined", "", clients(registry, "quarantined")),
            level("Clients that tell", "", clients(registry, "telling")),
            level("Clients that are silent", "", clients(registry, "silent")),
            level("Clients held back", "", meter(registry, "health.quarantine.held.clients")),
            level("Common causes", "", meter(registry, "health.quarantine.common.causes")),
            level("Age of the view", "s", meter(registry, "health.quarantine.view.age")))
        .withHolds(() -> controller.last().map(ControllerOverview::holds).orElse(List.of()))
        .withDecisions(decisions::newestFirst);
  }

  private static DoubleSupplier clients(MeterRegistry registry, String state) {
    return meter(registry, "health.quarantine.clients", "state", state);
  }

  private String doing() {
    if (controller.last().isEmpty()) {
      return "Reads the cluster for the first time.";
    }
    ClusterFacts facts = controller.last().get().reading().facts();
    long quarantined = facts.nodes().stream().filter(n -> n.ownership().isPresent()).count();
    return "Watches %d clients; %d %s quarantined by it."
        .formatted(facts.nodes().size(), quarantined, quarantined == 1 ? "is" : "are");
  }

  private static List<Hold> holds(Turn turn) {
    List<Hold> all = new ArrayList<>();
    ClusterFacts facts = turn.reading().facts();
    if (facts.dryRun()) {
      all.add(new Hold("dry run", "it only tells what it would do; start it with -dry-run=false"));
    }
    facts
        .frozenUntil()
        .ifPresent(until ->
            all.add(
                new Hold(
                    "pause",
                    until.equals(Instant.MAX) ? "until somebody resumes it" : "until " + until)));
    turn.reading().trouble().ifPresent(why -> all.add(new Hold("the cluster", why)));
    turn.causes().forEach(cause -> all.add(new Hold("common cause", cause.reason())));
    Map<Guard, List<Decision.Hold>> held = new TreeMap<>();
    turn.holds()
        .forEach(hold -> held.computeIfAbsent(hold.guard(), _ -> new ArrayList<>()).add(hold));
    held.forEach((guard, clients) -> all.add(held(guard, clients)));
    return all;
  }

  private static Hold held(Guard guard, List<Decision.Hold> clients) {
    Decision.Hold first = clients.getFirst();
    String more = clients.size() == 1 ? "" : ", and " + (clients.size() - 1) + " more";
    return new Hold(guard.word().replace('_', ' '), first.name() + ": " + first.reason() + more);
  }
}
