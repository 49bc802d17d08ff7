package nomadops.drainer.cli;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;
import static nomadops.runtime.status.Figure.rate;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nomadops.drainer.Drainer;
import nomadops.drainer.DrainerDecisions;
import nomadops.drainer.sqs.IntakeStatus;
import nomadops.drainer.sqs.QueueIntake;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How a drainer is shown to people.
record DrainerOverview(
    DrainerProcess.Parts parts, DrainerDecisions decisions, boolean dryRun, InstantSource clock) {
  /// Instances that are named one by one.
  private static final int NAMED = 8;

  /// The data that the page is made of.
  ///
  /// @param registry where the drainer's meters are bound
  Overview of(MeterRegistry registry) {
    return Overview.of("Drains clients before the cloud takes them.")
        .withDoing(this::doing)
        .withFigures(
            level("Instances under way", "", () -> parts.drainer().view().size()),
            level("Oldest of them", "s", this::oldest),
            rate("Notices", meter(registry, "drainer.notices")),
            level("Hooks kept open", "", parts.heartbeats()::openActions),
            level("Messages in hand", "", meter(registry, "drainer.messages.open")),
            level("Instances ended", "", meter(registry, "drainer.instance.duration")))
        .withHolds(this::holds)
        .withDecisions(decisions::newestFirst);
  }

  private String doing() {
    int going = parts.drainer().view().size();
    return going == 0
        ? "Listens for notices; no instance goes away."
        : "Sees %d %s off, and keeps %d lifecycle %s open."
            .formatted(
                going,
                going == 1 ? "instance" : "instances",
                parts.heartbeats().openActions(),
                parts.heartbeats().openActions() == 1 ? "action" : "actions");
  }

  private double oldest() {
    return parts.drainer().view().stream()
        .map(view -> Duration.between(view.doomed().since(), clock.instant()))
        .max(Comparator.naturalOrder())
        .map(age -> age.toMillis() / 1e3)
        .orElse(0.0);
  }

  private List<Hold> holds() {
    List<Hold> all = new ArrayList<>();
    if (dryRun) {
      all.add(new Hold("dry run", "nothing is written to Nomad or AWS"));
    }
    for (QueueIntake intake : parts.intakes()) {
      IntakeStatus status = intake.status();
      status.pollFault().ifPresent(why -> all.add(new Hold("queue " + status.queue(), why)));
      status.careFault().ifPresent(why -> all.add(new Hold("messages of " + status.queue(), why)));
    }
    List<Drainer.View> views = parts.drainer().view();
    views.stream()
        .limit(NAMED)
        .forEach(view -> all.add(new Hold(view.doomed().instance().value(), view.doing())));
    if (views.size() > NAMED) {
      all.add(new Hold("others", views.size() - NAMED + " more instances, below"));
    }
    return all;
  }
}
