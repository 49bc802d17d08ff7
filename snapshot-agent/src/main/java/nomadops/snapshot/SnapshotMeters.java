package nomadops.snapshot;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;
import nomadops.snapshot.policy.KeepClass;
import nomadops.snapshot.policy.Retained;
import nomadops.snapshot.policy.Retention;
import nomadops.snapshot.target.Stored;

/// What the rounds count.
public final class SnapshotMeters implements RoundListener {
  private static final Meter ATTEMPTS =
      Meter.counter(
          "snapshot.attempts", "Attempts to save a snapshot, by how they ended.", "outcome");
  private static final Meter TOOK =
      Meter.timer(
          "snapshot.duration", "From asking Nomad to a snapshot that is kept and was read back.");
  private static final Meter AGE =
      Meter.gauge(
          "snapshot.age",
          "seconds",
          "How old the newest verified snapshot in the target is; -1 while none is known. Every replica tells it.");
  private static final Meter INTERVAL =
      Meter.gauge("snapshot.interval", "seconds", "How often one is to be taken.");
  private static final Meter SIZE =
      Meter.gauge("snapshot.size", "bytes", "Of the newest snapshot; 0 while none is known.");
  private static final Meter PREVIOUS =
      Meter.gauge("snapshot.previous.size", "bytes", "Of the one before it; 0 without one.");
  private static final Meter RETAINED =
      Meter.gauge(
          "snapshot.retained",
          "",
          "Snapshots in the target by what they are kept as; one may be counted in several classes.",
          "class");
  private static final Meter DELETIONS =
      Meter.counter(
          "snapshot.deletions", "Snapshots that retention let go, by outcome.", "outcome");
  private static final Meter TARGET_ERRORS =
      Meter.counter(
          "snapshot.target.errors",
          "Times that the target did not do what it was asked.",
          "operation");
  private static final Meter FAILURES =
      Meter.gauge("snapshot.failures", "", "Attempts of this replica that failed in a row.");
  private static final Meter LEADING =
      Meter.gauge("snapshot.leading", "", "1 while this replica is the one that acts.");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "snapshot-agent",
          ATTEMPTS,
          TOOK,
          AGE,
          INTERVAL,
          SIZE,
          PREVIOUS,
          RETAINED,
          DELETIONS,
          TARGET_ERRORS,
          FAILURES,
          LEADING);

  private static final String[] OUTCOMES = {
    "saved", "fenced", "nomad-failed", "rejected", "target-failed", "audit-failed"
  };

  private final Meters meters;

  public SnapshotMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
    // An increase from nothing is none: a series must be there before its first event.
    for (String outcome : OUTCOMES) {
      meters.counter(ATTEMPTS, outcome);
    }
    for (String operation : new String[] {"list", "keep", "prune"}) {
      meters.counter(TARGET_ERRORS, operation);
    }
    meters.counter(DELETIONS, "done");
    meters.counter(DELETIONS, "failed");
  }

  @Override
  public void attempted(SaveOutcome outcome) {
    meters.counter(ATTEMPTS, outcome.word()).increment();
    if (outcome instanceof SaveOutcome.Saved saved) {
      meters.timer(TOOK).record(saved.took());
    }
  }

  @Override
  public void pruned(Pruner.Pruned pruned) {
    meters.counter(DELETIONS, "done").increment(pruned.deleted());
    meters.counter(DELETIONS, "failed").increment(pruned.failed());
  }

  @Override
  public void targetFailed(String operation) {
    meters.counter(TARGET_ERRORS, operation).increment();
  }

  /// Binds what is asked at each scrape.
  public void watch(Rounds rounds, BooleanSupplier leading, InstantSource clock) {
    meters.gauge(
        AGE,
        () ->
            shelf(rounds)
                .flatMap(Shelf::newest)
                .map(one -> Duration.between(one.name().at(), clock.instant()).toMillis() / 1e3)
                .orElse(-1.0));
    meters.gauge(INTERVAL, () -> rounds.terms().schedule().interval().toSeconds());
    meters.gauge(SIZE, () -> shelf(rounds).flatMap(Shelf::newest).map(Stored::bytes).orElse(0L));
    meters.gauge(
        PREVIOUS, () -> shelf(rounds).flatMap(Shelf::previous).map(Stored::bytes).orElse(0L));
    meters.gauge(FAILURES, () -> rounds.view().failures());
    meters.gauge(LEADING, () -> leading.getAsBoolean() ? 1 : 0);
    for (KeepClass keepClass : KeepClass.values()) {
      meters.gauge(RETAINED, () -> retained(rounds, Optional.of(keepClass)), keepClass.word());
    }
    meters.gauge(RETAINED, () -> retained(rounds, Optional.empty()), "other");
  }

  private static Optional<Shelf> shelf(Rounds rounds) {
    return rounds.view().shelf();
  }

  /// @param keepClass empty for those that are in none
  private static long retained(Rounds rounds, Optional<KeepClass> keepClass) {
    Optional<Shelf> shelf = shelf(rounds);
    Optional<Stored> newest = shelf.flatMap(Shelf::newest);
    if (newest.isEmpty()) {
      return 0;
    }
    return Retention.step(
            shelf.get().snapshots().stream().map(Stored::name).toList(),
            newest.get().name(),
            rounds.terms().keep(),
            shelf.get().at())
        .stream()
        .filter(decision ->
            switch (decision) {
              case Retained.Keep keep ->
                  keepClass.map(keep.classes()::contains).orElse(keep.classes().isEmpty());
              case Retained.Delete _ -> keepClass.isEmpty();
            })
        .count();
  }
}
