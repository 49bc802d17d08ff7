package nomadops.health.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.probe.policy.Autopilot;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.health.probe.policy.Sight;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the lead of the server beside us to another one, when it has it. Bounded in time, and one
/// at a time: who asks while one is under way gets its outcome.
public final class LeaderHandOver {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderHandOver.class);

  private final Probe probe;
  private final ServerLook look;
  private final HandOver policy;
  private final Ticker ticker;
  private final Pause pause;
  private final Consumer<Outcome> listener;
  private @Nullable CompletableFuture<Outcome> underWay;

  /// None is under way yet.
  ///
  /// @param listener hears of every one that ended
  public LeaderHandOver(
      Probe probe,
      ServerLook look,
      HandOver policy,
      Ticker ticker,
      Pause pause,
      Consumer<Outcome> listener) {
    this.probe = probe;
    this.look = look;
    this.policy = policy;
    this.ticker = ticker;
    this.pause = pause;
    this.listener = listener;
  }

  /// Does it, and returns when it is over.
  ///
  /// @param reason for the log and the outcome, e.g. `the pod stops`
  public Outcome perform(String reason) throws InterruptedException {
    return perform(reason, false);
  }

  /// The same for a lead that did this server no good: whoever had it before is asked last, as it
  /// may have handed it on for the same cause, and others have not been tried yet.
  public Outcome performForward(String reason) throws InterruptedException {
    return perform(reason, true);
  }

  private Outcome perform(String reason, boolean forward) throws InterruptedException {
    CompletableFuture<Outcome> mine = new CompletableFuture<>();
    Optional<CompletableFuture<Outcome>> other = begin(mine);
    if (other.isPresent()) {
      return await(other.get());
    }
    try {
      Outcome outcome = toTheEnd(reason, forward);
      mine.complete(outcome);
      LOG.info(
          "hand-over ({}): {} after {} ms: {}",
          reason,
          outcome.result(),
          outcome.took().toMillis(),
          outcome.reason());
      listener.accept(outcome);
      return outcome;
    } finally {
      ended();
      mine.completeExceptionally(new InterruptedException("the hand-over was broken off"));
    }
  }

  /// The one that is under way already; when there is none, mine is from now on.
  private synchronized Optional<CompletableFuture<Outcome>> begin(CompletableFuture<Outcome> mine) {
    Optional<CompletableFuture<Outcome>> other = Optional.ofNullable(underWay);
    underWay = other.orElse(mine);
    return other;
  }

  private synchronized void ended() {
    underWay = null;
  }

  private static Outcome await(CompletableFuture<Outcome> other) throws InterruptedException {
    try {
      return other.get();
    } catch (ExecutionException e) {
      InterruptedException broken = new InterruptedException(e.getMessage());
      broken.initCause(e);
      throw broken;
    }
  }

  private Outcome toTheEnd(String reason, boolean forward) throws InterruptedException {
    long began = ticker.nanos();
    HandOver.State state = HandOver.State.begin(began);
    Optional<String> refused = Optional.empty();
    while (true) {
      Sight sight = probe.sight();
      boolean leads = sight.self().filter(ServerSelf::leads).isPresent();
      Autopilot autopilot =
          leads
              ? look.autopilot(ticker.nanos())
              : new Autopilot.Unseen("not asked: this server does not lead");
      Optional<String> spared = forward ? probe.former() : Optional.empty();
      HandOver.Step step =
          policy.step(
              state,
              new HandOver.Facts(sight, autopilot, probe.giver(), spared, refused),
              ticker.nanos());
      state = step.state();
      switch (step.decision()) {
        case HandOver.End(HandOver.Result result, String why) -> {
          return new Outcome(result, reason, why, Duration.ofNanos(ticker.nanos() - began));
        }
        case HandOver.Ask ask -> {
          Asked asked = ask(ask);
          refused = asked.refused();
          state = asked.failed() ? state.failed() : state;
        }
        case HandOver.Wait(String why) -> LOG.debug("hand-over waits: {}", why);
      }
      pause.sleep(ProbeTerms.OFTEN);
    }
  }

  /// What came of asking.
  ///
  /// @param failed it surely did not happen
  /// @param refused for good, and why
  private record Asked(boolean failed, Optional<String> refused) {}

  private Asked ask(HandOver.Ask ask) throws InterruptedException {
    LOG.info("hands the lead to {}: {}", ask.to().name(), ask.reason());
    try {
      look.transfer(ask.to().id());
      return new Asked(false, Optional.empty());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      LOG.warn("the transfer to {} failed: {}", ask.to().name(), fault.getMessage());
      return new Asked(
          fault instanceof NomadFault.Answered,
          fault.isForbidden() ? Optional.of(ServerLook.MANAGEMENT) : Optional.empty());
    }
  }
}
