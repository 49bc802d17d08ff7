package nomadops.health.cli;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;
import static nomadops.runtime.status.Figure.rate;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import nomadops.health.agent.AgentDecisions;
import nomadops.health.agent.Courses;
import nomadops.health.check.Course;
import nomadops.health.check.Health;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How an agent is shown to people.
record AgentOverview(Courses courses, AgentDecisions decisions) {
  /// The data that the page is made of.
  ///
  /// @param registry where the agent's meters are bound
  Overview of(MeterRegistry registry) {
    return Overview.of("Checks this client, and does nothing about what it finds.")
        .withDoing(this::doing)
        .withFigures(
            level("Checks that fail", "", status(registry, Health.FAIL)),
            level("Checks in doubt", "", status(registry, Health.UNKNOWN)),
            level("Checks that are well", "", status(registry, Health.OK)),
            rate("Looks", meter(registry, "health.check.duration")),
            rate(
                "Findings of fail",
                meter(registry, "health.check.findings", "status", Health.FAIL.word())),
            level("Turns of verdicts", "", meter(registry, "health.check.transitions")))
        .withHolds(this::holds)
        .withDecisions(decisions::newestFirst);
  }

  private static DoubleSupplier status(MeterRegistry registry, Health health) {
    return meter(registry, "health.check.status", "status", health.word());
  }

  private String doing() {
    Map<String, Course> all = courses.all();
    return "Checks: %d; well %d, failing %d, in doubt %d."
        .formatted(
            all.size(), count(all, Health.OK), count(all, Health.FAIL), count(all, Health.UNKNOWN));
  }

  private static long count(Map<String, Course> all, Health health) {
    return all.values().stream().filter(course -> course.verdict() == health).count();
  }

  private List<Hold> holds() {
    return courses.beliefs().entrySet().stream()
        .filter(entry -> entry.getValue().course().verdict() != Health.OK)
        .map(entry ->
            new Hold(
                entry.getKey() + " is " + entry.getValue().course().verdict().word(),
                entry.getValue().because().reason()))
        .toList();
  }
}
