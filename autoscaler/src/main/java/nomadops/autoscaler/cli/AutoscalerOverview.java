package nomadops.autoscaler.cli;

import static nomadops.runtime.status.Figure.level;
import static nomadops.runtime.status.Figure.meter;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.AutoscalerDecisions;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.runtime.status.Hold;
import nomadops.runtime.status.Overview;

/// How an autoscaler is shown to people.
record AutoscalerOverview(Autoscaler autoscaler, AutoscalerDecisions decisions) {
  /// The data that the page is made of.
  ///
  /// @param registry where the autoscaler's meters are bound
  Overview of(MeterRegistry registry) {
    return Overview.of("Sizes the pools of clients by what waits for them.")
        .withDoing(this::doing)
        .withFigures(
            level("Allocations waiting", "", meter(registry, "autoscaler.queue.allocations")),
            level("Oldest has waited", "s", longest(registry)),
            level("Nodes that take work", "", meter(registry, "autoscaler.pool.active")),
            level("Nodes needed", "", meter(registry, "autoscaler.pool.needed")),
            level("Machines coming", "", meter(registry, "autoscaler.pool.coming")),
            level("Nodes closed", "", meter(registry, "autoscaler.pool.closed")))
        .withHolds(this::holds)
        .withDecisions(decisions::newestFirst);
  }

  // Not the sum over the pools: the one that waits longest.
  private static DoubleSupplier longest(MeterRegistry registry) {
    return () ->
        registry.find("nomad.ops.autoscaler.queue.oldest").gauges().stream()
            .mapToDouble(gauge -> gauge.value())
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(Double.NaN);
  }

  private String doing() {
    Collection<PoolReport> reports = autoscaler.reports().values();
    if (reports.isEmpty()) {
      return "Reads the cluster for the first time.";
    }
    int waiting = 0;
    int active = 0;
    int coming = 0;
    int closed = 0;
    for (PoolReport report : reports) {
      Account.Strength strength = report.step().account().strength();
      waiting += report.facts().queued().stream().mapToInt(QueuedGroup::count).sum();
      active += strength.active();
      coming += strength.coming();
      closed += strength.cordoned();
    }
    return "%d %s: %d nodes take work, %d are coming, %d are closed; %d allocations wait."
        .formatted(
            reports.size(),
            reports.size() == 1 ? "pool" : "pools",
            active,
            coming,
            closed,
            waiting);
  }

  private List<Hold> holds() {
    List<Hold> all = new ArrayList<>();
    autoscaler
        .reports()
        .forEach((pool, report) -> {
          report.facts().paused().ifPresent(by -> all.add(new Hold(pool + " is paused", by)));
          report.trouble().ifPresent(why -> all.add(new Hold(pool + " makes no moves", why)));
          Account account = report.step().account();
          hold(pool + " does not grow", account.outHolds()).ifPresent(all::add);
          hold(pool + " does not shrink", account.inHolds()).ifPresent(all::add);
        });
    int skipped = autoscaler.skipped().stream().mapToInt(Unscalable::count).sum();
    if (skipped > 0) {
      all.add(new Hold("work of no pool", skipped + " allocations wait that no node would help"));
    }
    return all;
  }

  private static Optional<Hold> hold(String what, List<String> reasons) {
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new Hold(what, String.join("; ", reasons)));
  }
}
