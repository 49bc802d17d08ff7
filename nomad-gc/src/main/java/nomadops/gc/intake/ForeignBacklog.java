package nomadops.gc.intake;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import nomadops.client.model.Evaluation;
import nomadops.client.time.Ticker;
import nomadops.gc.pace.PaceFacts.Users;
import nomadops.gc.purge.NomadPurgeTarget;

/// Unfinished evaluations that are not ours: users' work that waits for a scheduler.
///
/// Not counted: blocked ones (they wait for capacity, not for a worker); deregister evaluations of
/// our priority (ours, or another collector's); and those that wait for a time to come, which Nomad
/// also calls pending (the follow-ups of failed allocations and evaluations). For many threads;
/// memory is bounded.
public final class ForeignBacklog {
  private static final int MOST = 100_000;
  private static final Set<String> LATER =
      Set.of("alloc-failure", "failed-follow-up", "max-disconnect-timeout");

  private static final Duration PRESENCE = Duration.ofSeconds(2);

  private final Set<String> unfinished = new HashSet<>();
  private final Ticker ticker;
  private long lastArrival;
  private boolean following;
  private volatile Runnable onClear = () -> {};

  public ForeignBacklog(Ticker ticker) {
    this.ticker = ticker;
    this.lastArrival = ticker.nanos();
  }

  /// Calls when nothing of others waits any more.
  public void onClear(Runnable call) {
    onClear = call;
  }

  void saw(Evaluation eval) {
    if (take(eval)) {
      onClear.run();
    }
  }

  /// True when the last one is gone.
  private synchronized boolean take(Evaluation eval) {
    if (eval.status().equals("pending") && foreign(eval)) {
      lastArrival = ticker.nanos();
      if (unfinished.size() < MOST) {
        unfinished.add(eval.id());
      }
      return false;
    }
    return unfinished.remove(eval.id()) && unfinished.isEmpty();
  }

  private static boolean foreign(Evaluation eval) {
    boolean ours =
        eval.triggeredBy().equals("job-deregister")
            && eval.priority() == NomadPurgeTarget.EVAL_PRIORITY;
    return !ours && !LATER.contains(eval.triggeredBy());
  }

  /// Events were missed: what is known is worth nothing.
  synchronized void forget() {
    unfinished.clear();
  }

  /// The stream is followed from now on, or no longer.
  synchronized void following(boolean now) {
    following = now;
    lastArrival = ticker.nanos();
  }

  /// Whether others schedule work: any evaluation of theirs in the last seconds, or one that still
  /// waits.
  public synchronized Users users() {
    if (!following) {
      return Users.UNKNOWN;
    }
    boolean lately = ticker.nanos() - lastArrival < PRESENCE.toNanos();
    return lately || !unfinished.isEmpty() ? Users.PRESENT : Users.ABSENT;
  }

  public synchronized int size() {
    return unfinished.size();
  }
}
