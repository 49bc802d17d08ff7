package nomadops.gc.pace;

import nomadops.gc.pace.PaceDecision.Cause;
import nomadops.gc.pace.PaceDecision.Go;
import nomadops.gc.pace.PaceDecision.Hold;
import nomadops.gc.pace.PaceDecision.Wait;
import nomadops.gc.pace.PaceFacts.Gates;
import org.jspecify.annotations.Nullable;

/// The scavenger: uses what users leave free, and gives way as soon as they want it back.
///
/// Every purge makes a deregister evaluation, and Nomad's leader takes purges faster than its
/// workers finish evaluations: the backlog is what users wait for. So there is a *window* of
/// unfinished evaluations. They run at the lowest priority, so the time from a DELETE to the end of
/// its evaluation rises the moment that anyone else queues: that is the signal ([WindowLaw]),
/// measured against the least latency of the last minutes ([BaseLatency]). Below a window of 1 the
/// law leaves gaps between deletes.
///
/// - While evaluations of others are under way the next delete waits, for about two of its own:
///   what is not in flight when a user comes does not stand in the way.
/// - Faults halve the window, once for one cause; faults in a row pause it for twice as long each
///   time.
/// - Gates stop it whatever the window says; a 429 is obeyed.
/// - Every [#PROBE_EVERY] the window is held to 1 for a few completions, so that our own queue
///   never passes for the base.
/// - A new leader or a restart drops what was learned.
/// - A rate cap spaces deletes evenly; an unused slot is carried over once, never more.
public final class PaceLaw {
  static final long PROBE_EVERY = 20_000_000_000L;
  private static final int PROBE_COMPLETIONS = 5;
  private static final long SECOND = 1_000_000_000L;
  private static final long GATE_PAUSE = SECOND / 4;
  private static final long LONGEST_GAP = SECOND;
  private static final long MOST_PATIENCE = 50_000_000;
  private static final long FIRST_PAUSE = SECOND / 10;
  private static final long LONGEST_PAUSE = 10 * SECOND;

  private final PaceProfile profile;

  public PaceLaw(PaceProfile profile) {
    this.profile = profile;
  }

  public PaceProfile profile() {
    return profile;
  }

  /// Takes in what happened and says whether one more delete may start.
  ///
  /// @param now monotonic, in nanoseconds; never earlier than the step before
  public PaceStep step(PaceState before, PaceFacts facts, long now) {
    PaceState state = facts.restarted() ? forgotten(before, now) : before;
    for (long latency : facts.latencies()) {
      state = WindowLaw.completed(profile, state, Math.max(1, latency), facts.users(), now);
    }
    state = afterFaults(state, facts, now);
    state = state.withBacklogged(backlogged(state, facts.gates().foreignBacklog()));
    Hold hold = hold(state, facts.gates(), now);
    if (hold != null) {
      return new PaceStep(hold, state);
    }
    if (now - state.probeAt() >= 0) {
      state = state.probe(now + PROBE_EVERY, (int) Math.ceil(state.window()) + PROBE_COMPLETIONS);
    }
    return admit(state, facts, now);
  }

  private PaceStep admit(PaceState state, PaceFacts facts, long now) {
    int unfinished = facts.unfinished();
    double window = state.probing() > 0 ? Math.min(1, state.window()) : state.window();
    if (unfinished >= Math.max(1, (int) Math.min(window, profile.maxWindow()))) {
      return new PaceStep(
          new Wait(GATE_PAUSE, unfinished + " unfinished fill the window of " + text(window)),
          state);
    }
    if (now - state.nextStart() < 0) {
      String why =
          window < 1
              ? "a gap for a window of " + text(window)
              : "at most " + text(profile.maxRate()) + " a second";
      return new PaceStep(new Wait(state.nextStart() - now, why), state);
    }
    int others = facts.gates().foreignBacklog();
    if (profile.patience() > 0 && others > 0) {
      boolean begun = state.yieldUntil() != PaceState.NOT_YIELDING;
      long until = begun ? state.yieldUntil() : now + patience(state);
      if (now - until < 0) {
        String why = others + " evaluations of others are under way";
        return new PaceStep(new Wait(until - now, why), state.yielding(until));
      }
    }
    return go(state, window, unfinished, now);
  }

  /// A short wait spares users most of what they would feel; a longer one would let a cluster that
  /// is never quiet starve us.
  private long patience(PaceState state) {
    return Math.min((long) (profile.patience() * state.baseNanos()), MOST_PATIENCE);
  }

  private PaceStep go(PaceState state, double window, int unfinished, long now) {
    long gap = gap(state, window);
    long credit = window < 1 ? 0 : gap;
    long slot = Math.max(state.nextStart() - now, -credit) + now;
    return new PaceStep(
        new Go("window " + text(window) + ", " + unfinished + " unfinished"),
        state.started(slot + gap));
  }

  private long gap(PaceState state, double window) {
    double spacing = window < 1 ? Math.min(state.baseNanos() / window, LONGEST_GAP) : 0;
    return (long) Math.max(spacing, SECOND / profile.maxRate());
  }

  private PaceState forgotten(PaceState state, long now) {
    PaceState fresh = PaceState.initial(now);
    double window = Math.min(1, profile.maxWindow());
    return fresh
        .withWindow(window, true)
        .withFaults(0, state.calmUntil(), state.holdUntil(), state.held());
  }

  private PaceState afterFaults(PaceState state, PaceFacts facts, long now) {
    if (facts.faults() == 0 && facts.retryAfterNanos() == 0) {
      return state;
    }
    PaceState next = state;
    long calm = state.calmUntil();
    int inRow = state.faultsInRow();
    if (now - calm >= 0) {
      next = WindowLaw.halved(profile, state);
      calm = now + Math.max(FIRST_PAUSE, Math.min(4 * state.baseNanos(), SECOND));
      inRow++;
    }
    long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(inRow, 12));
    boolean throttled = facts.retryAfterNanos() > 0;
    long until = now + Math.max(pause, facts.retryAfterNanos());
    boolean longer = until - state.holdUntil() > 0;
    return next.withFaults(
        inRow,
        calm,
        longer ? until : state.holdUntil(),
        longer ? (throttled ? Cause.THROTTLED : Cause.FAULTS) : state.held());
  }

  private boolean backlogged(PaceState state, int backlog) {
    return backlog > (state.backlogged() ? profile.foreignBacklog() / 2 : profile.foreignBacklog());
  }

  private static @Nullable Hold hold(PaceState state, Gates gates, long now) {
    if (!gates.fenceHeld()) {
      return new Hold(Cause.NO_LEADERSHIP, GATE_PAUSE, "another replica leads, or nobody does");
    }
    if (!gates.auditReady()) {
      return new Hold(Cause.AUDIT, GATE_PAUSE, "the audit log cannot be written");
    }
    if (!gates.archiveReady()) {
      return new Hold(Cause.ARCHIVE, GATE_PAUSE, "the archive cannot be written");
    }
    if (!gates.tokenAccepted()) {
      return new Hold(Cause.FORBIDDEN, GATE_PAUSE, "Nomad does not let this token purge jobs");
    }
    if (!gates.leaderKnown()) {
      return new Hold(Cause.NO_LEADER, GATE_PAUSE, "Nomad has no leader");
    }
    if (gates.brokerPaused()) {
      return new Hold(Cause.BROKER_PAUSED, GATE_PAUSE, "Nomad's evaluation broker is paused");
    }
    if (state.backlogged()) {
      String why = gates.foreignBacklog() + " evaluations of others wait";
      return new Hold(Cause.FOREIGN_BACKLOG, GATE_PAUSE, why);
    }
    if (now - state.holdUntil() < 0) {
      String why = state.held() == Cause.THROTTLED ? "Nomad asked to slow down" : "requests failed";
      return new Hold(state.held(), state.holdUntil() - now, why);
    }
    return null;
  }

  private static String text(double number) {
    // Asked for with every delete: a format would cost more than the law itself.
    return number < 10
        ? Double.toString(Math.round(number * 100) / 100.0)
        : Long.toString(Math.round(number));
  }
}
