package nomadops.health.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.probe.policy.Autopilot;
import nomadops.health.probe.policy.Leaders;
import nomadops.health.probe.policy.Life;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.health.probe.policy.Sight;

/// Looks at the server in its rhythm and keeps what is believed of it, so that whoever asks is
/// answered at once, however long Nomad takes.
public final class Probe {
  private final ServerLook look;
  private final ProbeTerms terms;
  private final Ticker ticker;
  private final Pause pause;
  private final Listener listener;
  private final Supplier<Optional<String>> condemned;

  /// The loop and a hand-over look at the same time, and an answer of before that came after would
  /// be a state that went back: one look at a time.
  private final ReentrantLock looking = new ReentrantLock();

  private Life life = Life.NONE;
  private Leaders leaders = Leaders.NONE;
  private Liveness.State livenessState;
  private Readiness.State readinessState = Readiness.State.NEW;
  private int stoppingLife = -1;
  private int condemnedLife = -1;
  private volatile Seen seen;

  /// Hears of every look.
  public interface Listener {
    /// After a look.
    ///
    /// @param took the look, in nanoseconds
    void looked(Seen before, Seen after, long took);
  }

  /// Nothing was looked at yet.
  ///
  /// @param condemned why the server wants a restart although it answers, by somebody who looks
  ///   deeper; empty while it does not. It holds for the life of the process that it was first said
  ///   in: who says it may learn of the restart later than we do
  public Probe(
      ServerLook look,
      ProbeTerms terms,
      Ticker ticker,
      Pause pause,
      Supplier<Optional<String>> condemned,
      Listener listener) {
    this.look = look;
    this.terms = terms;
    this.ticker = ticker;
    this.pause = pause;
    this.condemned = condemned;
    this.listener = listener;
    long now = ticker.nanos();
    this.livenessState = Liveness.begin(now);
    String said = "the first look is not over";
    this.seen =
        new Seen(
            now,
            Sight.refused(said),
            life,
            new Autopilot.Unseen(said),
            new Liveness.Lives(Liveness.Why.STARTING, said),
            new Readiness.NotReady(Readiness.Why.SILENT, said),
            false,
            false);
  }

  /// Looks until told to stop, or interrupted.
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      once();
      pause.sleep(seen.stopping() ? ProbeTerms.OFTEN : terms.every());
    }
  }

  /// What is believed now.
  public Seen seen() {
    return seen;
  }

  /// From now on, and for as long as this life of its process lasts, it is not ready.
  public synchronized void stopping() {
    stoppingLife = life.number();
    Seen last = seen;
    judge(last.sight(), last.autopilot(), last.live(), 0);
  }

  /// Who gave the lead to this server a moment ago.
  Optional<String> giver() {
    synchronized (this) {
      return leaders.giver(terms.lately(), ticker.nanos());
    }
  }

  /// Who led last before this server.
  synchronized Optional<String> former() {
    return leaders.former();
  }

  /// Looks at the server, and at autopilot while that matters.
  void once() throws InterruptedException {
    long began = ticker.nanos();
    Sight sight = sight();
    boolean asks = sight.self().filter(self -> !self.leader().isEmpty()).isPresent();
    Autopilot autopilot =
        asks && !latched(sight)
            ? look.autopilot(ticker.nanos())
            : new Autopilot.Unseen(asks ? "not asked since it is ready" : "it knows of no leader");
    synchronized (this) {
      long now = ticker.nanos();
      Liveness.Step live = terms.liveness().step(livenessState, sight, condemned(), now);
      livenessState = live.state();
      judge(sight, autopilot, live.verdict(), now - began);
    }
  }

  private Optional<String> condemned() {
    Optional<String> reason = condemned.get();
    if (reason.isEmpty()) {
      condemnedLife = -1;
    } else if (condemnedLife < 0) {
      condemnedLife = life.number();
    }
    return reason.filter(_ -> condemnedLife == life.number());
  }

  /// One look at the server, remembered by whoever wants to know who led before.
  Sight sight() throws InterruptedException {
    looking.lockInterruptibly();
    try {
      Sight sight = look.server();
      learn(sight);
      return sight;
    } finally {
      looking.unlock();
    }
  }

  private synchronized void learn(Sight sight) {
    life = life.seen(sight);
    long now = ticker.nanos();
    leaders = sight.self().map(self -> leaders.seen(self, now)).orElse(leaders);
  }

  private synchronized boolean latched(Sight sight) {
    return sight.answers() && life.number() == readinessState.life() && life.number() > 0;
  }

  private void judge(Sight sight, Autopilot autopilot, Liveness.Verdict live, long took) {
    boolean stopping = stoppingLife == life.number();
    long now = ticker.nanos();
    Readiness.Step ready =
        terms
            .readiness()
            .step(
                readinessState,
                new Readiness.Facts(life.number(), sight, autopilot, stopping),
                now);
    readinessState = ready.state();
    Seen before = seen;
    seen =
        new Seen(
            now,
            sight,
            life,
            autopilot,
            live,
            ready.verdict(),
            readinessState.life() == life.number() && life.number() > 0,
            stopping);
    listener.looked(before, seen, took);
  }

  /// How long ago the last look ended.
  public Duration age() {
    return Duration.ofNanos(ticker.nanos() - seen.at());
  }
}
