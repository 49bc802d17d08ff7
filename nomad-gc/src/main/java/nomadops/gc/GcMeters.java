package nomadops.gc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import nomadops.gc.gather.ArchiveMeters;
import nomadops.gc.intake.Census;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.nodes.NodeCounts;
import nomadops.gc.pace.PaceDecision;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.PurgeListener;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What the collector counts.
public final class GcMeters {
  private static final Meter PURGES =
      Meter.counter("gc.purges", "Attempts to purge a job, by how they ended.", "outcome");
  private static final Meter LATENCY =
      Meter.timer(
          "gc.purge.latency", "From sending a DELETE to the end of its deregister evaluation.");
  private static final Meter IN_FLIGHT =
      Meter.gauge("gc.in_flight", "", "Jobs that are queued for or in an attempt.");
  private static final Meter UNFINISHED =
      Meter.gauge("gc.unfinished", "", "Attempts under way, which fill the window.");
  private static final Meter WINDOW =
      Meter.gauge(
          "gc.window", "", "Unfinished deregister evaluations allowed; below 1 there are gaps.");
  private static final Meter BASE =
      Meter.gauge(
          "gc.base.latency", "seconds", "Least latency of the last two minutes; 0 while unknown.");
  private static final Meter HOLD =
      Meter.gauge("gc.hold", "", "1 while nothing is deleted for this cause.", "cause");
  private static final Meter BACKLOG =
      Meter.gauge(
          "gc.foreign.backlog", "", "Unfinished evaluations of others, from the event stream.");
  private static final Meter JOBS =
      Meter.gauge(
          "gc.dead.jobs",
          "",
          "Dead jobs at the last list, by verdict and reason.",
          "verdict",
          "reason");
  private static final Meter OVERDUE =
      Meter.gauge(
          "gc.oldest.overdue",
          "seconds",
          "How long the most overdue job of the last list has been due.");
  private static final Meter LIST_TIME =
      Meter.gauge(
          "gc.list.duration", "seconds", "What the last list took, waits for the purger included.");
  private static final Meter LIST_AGE =
      Meter.gauge(
          "gc.list.age",
          "seconds",
          "How long ago the last list was complete; -1 before the first.");
  private static final Meter PREVENTED =
      Meter.gauge(
          "gc.duplicates.prevented",
          "",
          "Rows that would have been a second delete, since the start.");
  private static final Meter COMPENSATIONS =
      Meter.gauge(
          "gc.compensations",
          "",
          "Registrations that met a purge and were restored, since the start.");
  private static final Meter FAILING =
      Meter.gauge("gc.failing.jobs", "", "Jobs whose last attempt failed.");
  private static final Meter PARKED =
      Meter.gauge(
          "gc.parked.jobs",
          "",
          "Jobs that failed so often that they are left alone until they change.");
  private static final Meter STREAM =
      Meter.gauge("gc.stream.connected", "", "1 while the event stream is followed.");
  private static final Meter GAPS =
      Meter.gauge("gc.stream.gaps", "", "How often events may have been missed, since the start.");

  private static final Meter NODES =
      Meter.counter(
          "gc.node.purges",
          "Attempts to purge a node that was down for long, by how they ended.",
          "outcome");
  private static final Meter DOWN =
      Meter.gauge("gc.down.nodes", "", "Nodes that were down at the last look, due or not.");
  private static final Meter REMEMBERED =
      Meter.gauge(
          "gc.last.runs", "", "Runs that are remembered because a rule keeps the last ones.");
  private static final Meter UNCOUNTED =
      Meter.gauge(
          "gc.last.runs.full",
          "",
          "1 while there is no room to count the runs of every parent, so that some keep all of theirs.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
              "nomad-gc",
              PURGES,
              LATENCY,
              IN_FLIGHT,
              UNFINISHED,
              WINDOW,
              BASE,
              HOLD,
              BACKLOG,
              JOBS,
              OVERDUE,
              LIST_TIME,
              LIST_AGE,
              PREVENTED,
              COMPENSATIONS,
              FAILING,
              PARKED,
              STREAM,
              GAPS,
              NODES,
              DOWN,
              REMEMBERED,
              UNCOUNTED)
          .and(ArchiveMeters.ALL);

  private final Meters meters;

  public GcMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  public PurgeListener listener() {
    return (Candidate _, PurgeOutcome outcome, Optional<Duration> latency) -> {
      meters.counter(PURGES, outcome.word()).increment();
      latency.ifPresent(meters.timer(LATENCY)::record);
    };
  }

  /// Binds what a sweep counts; without one its series are not there.
  public void watch(NodeCounts nodes) {
    meters.gauge(DOWN, nodes::down);
    NodeCounts.OUTCOMES.forEach(outcome -> meters.counted(NODES, () -> nodes.of(outcome), outcome));
  }

  /// Binds what is asked at each scrape.
  public void watch(Collector gc, InstantSource clock) {
    gc.watchArchive(clock);
    meters.gauge(IN_FLIGHT, () -> gc.ledger.inFlight());
    meters.gauge(UNFINISHED, () -> gc.gate.view().unfinished());
    meters.gauge(WINDOW, () -> gc.gate.view().window());
    meters.gauge(BASE, () -> gc.gate.view().base().toNanos() / 1e9);
    for (PaceDecision.Cause cause : PaceDecision.Cause.values()) {
      meters.gauge(HOLD, () -> held(gc, cause) ? 1 : 0, cause.word());
    }
    meters.gauge(BACKLOG, gc.backlog::size);
    meters.gauge(PREVENTED, gc.ledger::duplicatesPrevented);
    meters.gauge(COMPENSATIONS, gc.compensator::count);
    meters.gauge(FAILING, gc.ledger::failing);
    meters.gauge(PARKED, gc.ledger::parked);
    meters.gauge(REMEMBERED, () -> gc.judge.lastRuns().remembered());
    meters.gauge(UNCOUNTED, () -> gc.judge.lastRuns().full() ? 1 : 0);
    meters.gauge(STREAM, () -> gc.events.state().connected() ? 1 : 0);
    meters.gauge(GAPS, () -> gc.events.state().gaps());
    meters.gauge(
        OVERDUE,
        () ->
            gc.intake
                .last()
                .census()
                .oldestOverdue(clock.instant())
                .orElse(Duration.ZERO)
                .toSeconds());
    meters.gauge(LIST_TIME, () -> gc.intake.last().took().toMillis() / 1e3);
    meters.gauge(
        LIST_AGE,
        () ->
            gc.intake
                .last()
                .at()
                .map(at -> Duration.between(at, clock.instant()).toSeconds())
                .orElse(-1L));
    for (Census.Group group : Census.GROUPS) {
      meters.gauge(
          JOBS, () -> gc.intake.last().census().of(group), group.verdict(), group.reason());
    }
  }

  /// While the archive cannot be written the gate is not asked: nothing reaches it.
  private static boolean held(Collector gc, PaceDecision.Cause cause) {
    if (cause == PaceDecision.Cause.ARCHIVE) {
      return gc.archiving.map(archiving -> !archiving.writable()).orElse(false);
    }
    return gc.gate.view().last() instanceof PaceDecision.Hold hold && hold.cause() == cause;
  }
}
