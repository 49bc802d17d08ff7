package nomadops.gc.purge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nomadops.client.time.Ticker;
import nomadops.gc.pace.PaceDecision;
import nomadops.gc.pace.PaceFacts;
import nomadops.gc.pace.PaceLaw;
import nomadops.gc.pace.PaceState;
import nomadops.gc.pace.PaceStep;

/// Applies the law to threads: one waits in [#enter] until a delete may start, many report what
/// became of theirs.
public final class PaceGate implements Strain {
  private static final long LONGEST_NAP = 250_000_000L;
  private static final double NARROW = 4;
  private static final Duration FORBIDDEN = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Ticker ticker;
  private final Supplier<PaceFacts.Users> users;
  private final Supplier<PaceFacts.Gates> gates;
  private final AtomicLong refusals = new AtomicLong();
  private final List<Long> latencies = new ArrayList<>();
  private PaceLaw law;
  private PaceState state;
  private PaceDecision last = new PaceDecision.Wait(0, "nothing to delete yet");
  private int unfinished;
  private int faults;
  private long retryAfter;
  private boolean restarted;
  private long forbiddenUntil;

  public PaceGate(
      PaceLaw law,
      Ticker ticker,
      Supplier<PaceFacts.Users> users,
      Supplier<PaceFacts.Gates> gates) {
    this.law = law;
    this.ticker = ticker;
    this.users = users;
    this.gates = gates;
    this.state = PaceState.initial(ticker.nanos());
    this.forbiddenUntil = ticker.nanos();
  }

  /// Waits until one more delete may start, and counts it as unfinished.
  ///
  /// @param giveUp asked at least four times a second
  /// @return false if given up
  public boolean enter(BooleanSupplier giveUp) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!giveUp.getAsBoolean()) {
        if (step()) {
          unfinished++;
          return true;
        }
        long _ = changed.awaitNanos(Math.min(pause(last), LONGEST_NAP));
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the window is so small that a delete waits longer for the ones before it than a read
  /// takes, and nothing speaks against reading.
  boolean narrow() {
    lock.lock();
    try {
      return state.window() < NARROW
          && faults == 0
          && !(last instanceof PaceDecision.Hold)
          && tokenAccepted();
    } finally {
      lock.unlock();
    }
  }

  private static long pause(PaceDecision decision) {
    return switch (decision) {
      case PaceDecision.Go _ -> 0;
      case PaceDecision.Wait(long nanos, String _) -> nanos;
      case PaceDecision.Hold(PaceDecision.Cause _, long nanos, String _) -> nanos;
    };
  }

  private boolean step() {
    PaceFacts facts =
        new PaceFacts(
            unfinished, latencies, faults, retryAfter, restarted, users.get(), gates.get());
    PaceStep step = law.step(state, facts, ticker.nanos());
    latencies.clear();
    faults = 0;
    retryAfter = 0;
    restarted = false;
    state = step.state();
    last = step.decision();
    return last instanceof PaceDecision.Go;
  }

  /// An attempt that entered is over; `latency` in nanoseconds, or negative if its evaluation was
  /// not seen to finish.
  public void leave(long latency) {
    change(() -> {
      unfinished--;
      if (latency >= 0) {
        latencies.add(latency);
      }
    });
  }

  /// A request was answered 429 or 5xx, timed out or broke.
  @Override
  public void fault(Duration askedToWait) {
    change(() -> {
      faults++;
      retryAfter = Math.max(retryAfter, askedToWait.toNanos());
    });
  }

  /// Nomad refused the token: nothing more is tried for a while.
  @Override
  public void forbidden() {
    change(() -> forbiddenUntil = ticker.nanos() + FORBIDDEN.toNanos());
    refusals.incrementAndGet();
  }

  /// How often Nomad refused the token.
  public long refusals() {
    return refusals.get();
  }

  /// False for a while after Nomad refused the token.
  public boolean tokenAccepted() {
    lock.lock();
    try {
      return forbiddenUntil - ticker.nanos() <= 0;
    } finally {
      lock.unlock();
    }
  }

  /// What the law goes by has changed: whoever waits asks it again.
  public void look() {
    change(() -> {});
  }

  /// Another server leads now, or the same one anew.
  public void restarted() {
    change(() -> restarted = true);
  }

  /// Another profile, from a reloaded configuration.
  public void follow(PaceLaw next) {
    change(() -> law = next);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How things stand.
  public View view() {
    lock.lock();
    try {
      return new View(
          law.profile().name(),
          state.window(),
          unfinished,
          Duration.ofNanos(state.baseNanos()),
          last);
    } finally {
      lock.unlock();
    }
  }

  /// How the pace stands.
  ///
  /// @param base the base latency; zero while unknown
  /// @param last the last decision and its reason
  public record View(
      String profile, double window, int unfinished, Duration base, PaceDecision last) {}
}
