package nomadops.gc;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;
import static nomadops.runtime.status.Figure.rate;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.gc.gather.Archiving;
import nomadops.gc.intake.EventWatch;
import nomadops.gc.intake.Listing;
import nomadops.gc.pace.PaceDecision;
import nomadops.gc.purge.PaceGate;
import nomadops.runtime.status.Figure;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How a collector is shown to people.
public final class GcOverview {
  private GcOverview() {}

  /// Of this collector.
  ///
  /// @param registry where [GcMeters] are bound
  public static Overview of(Collector gc, GcDecisions decisions, MeterRegistry registry) {
    return Overview.of("Deletes dead jobs that are due, without ever delaying the scheduler.")
        .withDoing(() -> doing(gc))
        .withFigures(
            rate("Purged", () -> gc.counts.of("purged")),
            due(gc),
            level("In flight", "jobs", gc.ledger::inFlight),
            level("Window", "evals", () -> gc.gate.view().window()),
            level("Others' evaluations", "", gc.backlog::size),
            level("Purge latency, least", "s", meter(registry, "gc.base.latency")))
        .withHolds(() -> holds(gc))
        .withDecisions(decisions::newestFirst);
  }

  private static Figure due(Collector gc) {
    return level(
        "Dead jobs listed",
        "",
        () -> {
          Listing last = gc.intake.last();
          return last.at().isEmpty() ? Double.NaN : last.census().rows();
        });
  }

  private static String doing(Collector gc) {
    PaceGate.View view = gc.gate.view();
    int inFlight = gc.ledger.inFlight();
    String reason = view.last().reason();
    if (inFlight == 0) {
      return gc.intake.last().at().isEmpty()
          ? "Lists the dead jobs for the first time."
          : "Waits for the next list; nothing is due.";
    }
    String pace = "%d in flight, profile %s".formatted(inFlight, view.profile());
    return view.last() instanceof PaceDecision.Hold
        ? "Deletes nothing for now; " + pace + "."
        : "Deletes jobs; " + pace + ": " + reason + ".";
  }

  private static List<Hold> holds(Collector gc) {
    List<Hold> all = new ArrayList<>();
    if (gc.gate.view().last() instanceof PaceDecision.Hold hold) {
      all.add(new Hold(hold.cause().word().replace('_', ' '), hold.reason()));
    }
    fault(gc).ifPresent(all::add);
    gc.archiving
        .map(Archiving::fault)
        .filter(fault -> !fault.isEmpty())
        .ifPresent(fault -> all.add(new Hold("archive", fault)));
    EventWatch.State events = gc.events.state();
    if (!events.connected()) {
      all.add(
          new Hold(
              "event stream",
              events.reason() + "; it works from lists alone until the stream is back"));
    }
    if (gc.clock.distrusted()) {
      all.add(new Hold("clock", "it jumped ahead; jobs are judged by the time before the jump"));
    }
    int parked = gc.ledger.parked();
    if (parked > 0) {
      all.add(
          new Hold(
              "parked jobs",
              parked + " failed so often that they are left alone until they change"));
    }
    return all;
  }

  private static Optional<Hold> fault(Collector gc) {
    String fault = gc.intake.last().fault();
    return fault.isEmpty() ? Optional.empty() : Optional.of(new Hold("the list of jobs", fault));
  }
}
