package nomadops.runtime.leader;

import java.time.Duration;
import java.util.random.RandomGenerator;
import nomadops.client.LockAnswer;
import nomadops.client.fault.NomadFault;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.Stop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs what [LeaderState] decides, one request at a time.
public final class LockLeadership implements Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(LockLeadership.class);

  private final LockStore store;
  private final String name;
  private final LockTerms terms;
  private final Ticker ticker;
  private final Pause pause;
  private final RandomGenerator random;
  private final Fence fence;
  private volatile LeaderState state;
  private volatile Standing standing = new Standing(false, "", "starting");

  /// A contender that has not asked yet.
  ///
  /// @param name how others see us while we lead
  public LockLeadership(
      LockStore store,
      String name,
      LockTerms terms,
      Ticker ticker,
      Pause pause,
      RandomGenerator random) {
    this.store = store;
    this.name = name;
    this.terms = terms;
    this.ticker = ticker;
    this.pause = pause;
    this.random = random;
    this.fence = Fence.shut(ticker);
    this.state = LeaderState.start(ticker.nanos());
  }

  @Override
  public Fence fence() {
    return fence;
  }

  @Override
  public Standing standing() {
    Standing now = standing;
    boolean lapsed = now.leading() && !fence.mayAct();
    return lapsed ? new Standing(false, now.holder(), "the lock was not renewed in time") : now;
  }

  @Override
  public void run(Stop stop) throws InterruptedException {
    LeaderFact fact = new LeaderFact.Tick();
    while (!(state instanceof LeaderState.Stopped)) {
      fact = perform(step(fact));
    }
  }

  @Override
  public synchronized void close() {
    LeaderDecision decision = step(new LeaderFact.Stopping());
    if (decision instanceof LeaderDecision.Release(String lockId, String _)) {
      try {
        store.release(lockId);
        LOG.info("leadership: released");
      } catch (NomadFault e) {
        LOG.warn(
            "leadership: not released, so another takes over after the TTL: {}", e.getMessage());
      }
    }
  }

  private synchronized LeaderDecision step(LeaderFact fact) {
    Luck luck = new Luck(freshId(), random.nextDouble());
    LeaderState.Step step = LeaderState.step(state, fact, ticker.nanos(), luck, terms);
    state = step.next();
    adjustFence(step.decision());
    return step.decision();
  }

  private LeaderFact perform(LeaderDecision decision) throws InterruptedException {
    return switch (decision) {
      case LeaderDecision.Acquire(String lockId, String _) ->
          ask(() -> store.acquire(lockId, name));
      case LeaderDecision.Renew(String lockId, String _) -> ask(() -> store.renew(lockId));
      case LeaderDecision.Release _, LeaderDecision.Finished _ -> new LeaderFact.Tick();
      case LeaderDecision.Wait(long until, String _) -> {
        pause.sleep(Duration.ofNanos(Math.max(0, until - ticker.nanos())));
        yield new LeaderFact.Tick();
      }
    };
  }

  private interface Request {
    LockAnswer send();
  }

  private LeaderFact ask(Request request) throws InterruptedException {
    long sentAt = ticker.nanos();
    try {
      return switch (request.send()) {
        case LockAnswer.Holding _ -> new LeaderFact.Held(sentAt);
        case LockAnswer.Denied(String said) -> new LeaderFact.Denied(holder(), said);
        case LockAnswer.Released _ -> new LeaderFact.Denied("", "released");
      };
    } catch (NomadFault e) {
      return e.mayHaveActed()
          ? new LeaderFact.Unknown(String.valueOf(e.getMessage()))
          : new LeaderFact.NotDone(String.valueOf(e.getMessage()));
    }
  }

  private String holder() {
    try {
      return store.holder();
    } catch (NomadFault e) {
      LOG.debug("leadership: the holder's name cannot be read: {}", e.getMessage());
      return "";
    }
  }

  private void adjustFence(LeaderDecision decision) {
    switch (state) {
      case LeaderState.Leading leading -> {
        fence.openUntil(leading.deadline());
        become(new Standing(true, name, "holds the lock"));
      }
      case LeaderState.Contending c -> {
        fence.shut(c.holder().isEmpty() ? c.reason() : c.holder() + " leads");
        become(new Standing(false, c.holder(), c.reason()));
      }
      case LeaderState.Unsettled u -> {
        fence.shut(u.reason());
        become(new Standing(false, "", u.reason()));
      }
      case LeaderState.Asking _ -> fence.shut(decision.reason());
      case LeaderState.Stopped s -> {
        fence.shut(s.reason());
        standing = new Standing(false, "", s.reason());
      }
    }
  }

  private void become(Standing next) {
    Standing before = standing;
    standing = next;
    if (next.leading() && !before.leading()) {
      LOG.info("leadership: {} leads now", name);
    } else if (!next.leading() && before.leading()) {
      LOG.warn("leadership: lost: {}", next.reason());
    } else if (!next.equals(before)) {
      String holder = next.holder().isEmpty() ? "nobody known" : next.holder();
      LOG.info("leadership: following {} ({})", holder, next.reason());
    }
  }

  private String freshId() {
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }
}
