package nomadops.health.scheduling;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Evaluation;
import nomadops.client.model.RegisterReceipt;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.Outcome.Cause;
import org.jspecify.annotations.Nullable;

/// Asks for an evaluation of its idle job every few seconds and measures how long it takes, while
/// the server beside it leads.
///
/// There is at most one evaluation of ours at a time: one that is late is waited for, and no other
/// is asked for before it is done, so that a cluster which schedules nothing gets no longer queue
/// by us. While the broker is paused none is asked for.
public final class SchedulingCanary {
  /// A blocking query is no longer than this, so that a loss of leadership is seen soon.
  private static final Duration SLICE = Duration.ofSeconds(2);

  private final NomadClient nomad;
  private final CanaryJob job;
  private final BooleanSupplier leads;
  private final LookTerms terms;
  private final Looks looks;
  private final Ticker ticker;
  private final Pause pause;

  private boolean ensured;
  private @Nullable Awaited awaited;

  /// @param since by the ticker
  /// @param index that the evaluation is known at
  private record Awaited(String evaluation, long since, long index, boolean late) {}

  /// @param nomad talks to the server beside us; each call is to be tried once
  /// @param leads whether that server is the Raft leader now
  /// @param looks told of every look, on the loop's thread
  public SchedulingCanary(
      NomadClient nomad,
      CanaryJob job,
      BooleanSupplier leads,
      LookTerms terms,
      Looks looks,
      Ticker ticker,
      Pause pause) {
    this.nomad = nomad;
    this.job = job;
    this.leads = leads;
    this.terms = terms;
    this.looks = looks;
    this.ticker = ticker;
    this.pause = pause;
  }

  /// Looks until told to stop, or interrupted.
  ///
  /// @param stop asked between looks and every few seconds within one
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      long began = ticker.nanos();
      once(stop);
      pause.sleep(Duration.ofNanos(began + terms.every().toNanos() - ticker.nanos()));
    }
  }

  void once(BooleanSupplier stop) throws InterruptedException {
    Optional<Outcome> outcome = leads.getAsBoolean() ? look(stop) : Optional.empty();
    if (outcome.isPresent()) {
      looks.looked(outcome.get());
    } else {
      // Another leader's canary goes on from here; what is still to come of ours is nobody's.
      ensured = false;
      awaited = null;
      looks.notLeading();
    }
  }

  /// Empty when it was left off.
  private Optional<Outcome> look(BooleanSupplier stop) throws InterruptedException {
    try {
      if (paused().orElse(false)) {
        awaited = null;
        return Optional.of(new Outcome.Paused());
      }
      if (awaited == null) {
        Optional<Outcome> refusal = ask();
        if (refusal.isPresent()) {
          return refusal;
        }
      }
      return await(stop);
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      return Optional.of(Refusals.of(fault));
    }
  }

  /// Empty when the token may not know (it needs `operator:read`).
  private Optional<Boolean> paused() {
    try {
      return Optional.of(nomad.operator().schedulerConfiguration().value().pauseEvalBroker());
    } catch (NomadFault.Answered fault) {
      if (fault.isForbidden()) {
        return Optional.empty();
      }
      throw fault;
    }
  }

  private Optional<Outcome> ask() {
    if (!ensured) {
      Optional<String> foreign = job.ensure();
      if (foreign.isPresent()) {
        return Optional.of(new Outcome.Refused(Cause.NOT_OURS, foreign.get()));
      }
      ensured = true;
    }
    long since = ticker.nanos();
    Optional<RegisterReceipt> receipt = job.evaluate();
    if (receipt.isEmpty()) {
      job.ensure();
      since = ticker.nanos();
      receipt = job.evaluate();
    }
    Optional<String> evaluation = receipt.flatMap(RegisterReceipt::evalId);
    if (evaluation.isEmpty()) {
      ensured = false;
      return Optional.of(
          new Outcome.Refused(Cause.OTHER, "Nomad evaluates no job \"" + job.key() + "\""));
    }
    long index = receipt.orElseThrow().evalCreateIndex();
    awaited = new Awaited(evaluation.get(), since, index, false);
    return Optional.empty();
  }

  private Optional<Outcome> await(BooleanSupplier stop) {
    Awaited mine = Objects.requireNonNull(awaited);
    long until =
        mine.late()
            ? ticker.nanos() + terms.every().toNanos()
            : mine.since() + terms.deadline().toNanos();
    long index = mine.index();
    while (leads.getAsBoolean() && !stop.getAsBoolean()) {
      long left = until - ticker.nanos();
      if (left <= 0) {
        return Optional.of(late(mine));
      }
      Answer<Optional<Evaluation>> answer = read(mine, index, Duration.ofNanos(left));
      Optional<Evaluation> evaluation = answer.value();
      if (evaluation.isEmpty() || evaluation.get().isTerminal()) {
        awaited = null;
        return Optional.of(evaluation.map(e -> done(mine, e)).orElseGet(SchedulingCanary::gone));
      }
      index = Math.max(index, evaluation.get().modifyIndex());
    }
    return Optional.empty();
  }

  private Answer<Optional<Evaluation>> read(Awaited mine, long index, Duration left) {
    Duration wait = left.compareTo(SLICE) < 0 ? left : SLICE;
    Duration whole = wait.toMillis() < 1 ? Duration.ofMillis(1) : wait;
    return nomad
        .evaluations()
        .read(
            mine.evaluation(),
            Read.defaults().inNamespace(job.key().namespace()).blocking(index, whole));
  }

  /// One that was canceled was overtaken by another canary's, whose turn came: that is scheduling.
  private Outcome done(Awaited mine, Evaluation evaluation) {
    return evaluation.status().equals("failed")
        ? new Outcome.Late(
            age(mine), true, "the schedulers gave it up: " + evaluation.statusDescription())
        : new Outcome.Scheduled(age(mine));
  }

  private static Outcome gone() {
    return new Outcome.Refused(
        Cause.OTHER, "the evaluation was deleted before a scheduler was done with it");
  }

  private Outcome late(Awaited mine) {
    Optional<Boolean> paused = paused();
    if (paused.orElse(false)) {
      awaited = null;
      return new Outcome.Paused();
    }
    awaited = new Awaited(mine.evaluation(), mine.since(), mine.index(), true);
    String reason =
        "evaluation %s is not done after %d s".formatted(mine.evaluation(), age(mine).toSeconds());
    return new Outcome.Late(age(mine), paused.isPresent(), reason);
  }

  private Duration age(Awaited mine) {
    return Duration.ofNanos(ticker.nanos() - mine.since());
  }
}
