package nomadops.gc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.gather.Archiving;
import nomadops.gc.intake.Census;
import nomadops.runtime.Failure;
import nomadops.runtime.Refused;

/// A single run: list, purge what is due, and list again while attempts failed that may yet
/// succeed; a few rounds at most.
public final class Once {
  /// A lock that a dead holder left is free after its TTL and delay, 15 s each.
  private static final Duration LEADER_PATIENCE = Duration.ofSeconds(60);

  private static final Duration HOLD_PATIENCE = Duration.ofMinutes(5);
  private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(3);
  private static final Duration ARCHIVE_PATIENCE = Duration.ofSeconds(30);
  private static final int ROUNDS = 6;
  private static final Duration NAP = Duration.ofMillis(20);

  private final Collector gc;
  private final BooleanSupplier leads;
  private final Supplier<String> whyNot;
  private final Ticker ticker;
  private final Pause pause;
  private long settled = -1;
  private long since;
  private long complaints;
  private volatile boolean complete;
  private volatile boolean failed = true;
  private volatile long left;
  private volatile long started;
  private volatile long ended;

  /// A run of this collector.
  ///
  /// @param leads whether effects may start
  /// @param whyNot why not
  public Once(
      Collector gc, BooleanSupplier leads, Supplier<String> whyNot, Ticker ticker, Pause pause) {
    this.gc = gc;
    this.leads = leads;
    this.whyNot = whyNot;
    this.ticker = ticker;
    this.pause = pause;
    this.started = ticker.nanos();
    this.ended = started;
  }

  /// True when nothing more will be put into the queue.
  public boolean complete() {
    return complete;
  }

  /// True when it was given up: what is queued must not be begun.
  public boolean failed() {
    return complete && failed;
  }

  /// Lists and waits, until done or told to stop. The purger runs beside it, until [#complete].
  ///
  /// @param total hears how many attempts there will be in all, once a list is complete
  /// @throws Refused when another replica keeps the leadership
  /// @throws Failure when Nomad does not let the token purge
  public void list(BooleanSupplier stop, LongConsumer total) throws InterruptedException {
    try {
      awaitLeadership(stop);
      started = ticker.nanos();
      long before = 0;
      for (int round = 1; round <= ROUNDS && !stop.getAsBoolean(); round++) {
        before = abandoned();
        settled = -1;
        long attempted = gc.counts.settled() + before;
        long parked = gc.ledger.parked();
        Census census = gc.intake.list(this::checkProgress);
        total.accept(attempted + Math.max(0, census.of("purge") - parked));
        awaitQuiet(stop);
        boolean again = gc.ledger.failing() > gc.ledger.parked() || abandoned() > before;
        left = abandoned() - before;
        if (!again) {
          break;
        }
        awaitRetry(stop);
      }
      failed = false;
    } finally {
      ended = ticker.nanos();
      complete = true;
    }
  }

  private long abandoned() {
    return gc.counts.of("abandoned");
  }

  private void awaitLeadership(BooleanSupplier stop) throws InterruptedException {
    long from = ticker.nanos();
    while (!leads.getAsBoolean() && !stop.getAsBoolean()) {
      if (ticker.nanos() - from > LEADER_PATIENCE.toNanos()) {
        throw new Refused(
            "this replica does not lead after "
                + LEADER_PATIENCE.toSeconds()
                + " s: "
                + whyNot.get()
                + ". Stop the other one, or say -leader=none if it collects elsewhere.");
      }
      pause.sleep(NAP);
    }
  }

  private void awaitQuiet(BooleanSupplier stop) throws InterruptedException {
    while (underWay() && !stop.getAsBoolean()) {
      checkProgress();
      pause.sleep(NAP);
    }
  }

  /// The ledger hears of an end first, then it is counted, then the gate is left: asked in this
  /// order, nothing is under way any more that has not been counted.
  private boolean underWay() {
    return gc.ledger.inFlight() > 0 || gc.gate.view().unfinished() > 0;
  }

  private void checkProgress() {
    if (gc.counts.settled() != settled) {
      settled = gc.counts.settled();
      since = ticker.nanos();
      complaints = gc.trail.failures();
    }
    giveUpIfStuck(Duration.ofNanos(ticker.nanos() - since), gc.trail.failures() > complaints);
  }

  /// A single run does not wait for ever for what may never come.
  private void giveUpIfStuck(Duration stuck, boolean unaudited) {
    if (gc.gate.refusals() > 0 && gc.counts.of("purged") == 0) {
      throw new Failure(
          "Nomad refused the token for a job that is due (403). It needs the capabilities list-jobs, read-job and"
              + " purge-job in each namespace that is collected.");
    }
    if (unaudited && stuck.compareTo(AUDIT_PATIENCE) > 0) {
      throw new Failure("the audit log cannot be written, so nothing more is deleted");
    }
    Optional<String> unarchived =
        gc.archiving.map(Archiving::fault).filter(fault -> !fault.isEmpty());
    if (unarchived.isPresent() && stuck.compareTo(ARCHIVE_PATIENCE) > 0) {
      throw new Failure("nothing more is deleted: " + unarchived.get());
    }
    if (stuck.compareTo(HOLD_PATIENCE) > 0) {
      gc.cluster
          .view()
          .fault()
          .filter(NomadFault.NotSent.class::isInstance)
          .ifPresent(fault -> {
            throw fault;
          });
      throw new Failure(
          "gave up after "
              + HOLD_PATIENCE.toMinutes()
              + " minutes without progress: "
              + gc.gate.view().last().reason());
    }
  }

  private void awaitRetry(BooleanSupplier stop) throws InterruptedException {
    Instant now = gc.clock.instant();
    Instant retry = gc.ledger.nextRetry().orElse(now);
    while (gc.clock.instant().isBefore(retry) && !stop.getAsBoolean()) {
      pause.sleep(NAP);
    }
  }

  /// What was done so far.
  public RunSummary summary() {
    return new RunSummary(
        gc.counts.all(),
        gc.intake.last().census().counts(),
        gc.ledger.failing(),
        gc.ledger.parked(),
        left,
        gc.ledger.duplicatesPrevented(),
        gc.compensator.count(),
        Duration.ofNanos((complete ? ended : ticker.nanos()) - started));
  }
}
