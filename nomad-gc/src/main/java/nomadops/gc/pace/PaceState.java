package nomadops.gc.pace;

/// All that the law remembers between steps. Times are on a monotonic clock, in nanoseconds.
///
/// @param window unfinished evaluations allowed; below 1 the share of time in which there is one
/// @param slowStart the window still doubles
/// @param votes which of the last completions were slow
/// @param nextStart earliest start of the next delete (rate cap, and gaps of a window below 1)
/// @param yieldUntil until when the next delete waits for others' evaluations; [#NOT_YIELDING] when
///   it does not
/// @param calmUntil no further halving before then: one cause is punished once
/// @param faultsInRow faults since the last completion
/// @param holdUntil a pause after faults or a 429
/// @param held why it pauses
/// @param backlogged the backlog gate is shut; it opens at half its threshold
/// @param probeAt when the next probe of the base latency begins
/// @param probing completions that are left of the present probe
public record PaceState(
    double window,
    boolean slowStart,
    BaseLatency base,
    WindowLaw.Votes votes,
    long nextStart,
    long yieldUntil,
    long calmUntil,
    int faultsInRow,
    long holdUntil,
    PaceDecision.Cause held,
    boolean backlogged,
    long probeAt,
    int probing) {

  static final long NOT_YIELDING = Long.MIN_VALUE;

  /// Starts with a window of one, knowing nothing.
  public static PaceState initial(long now) {
    return new PaceState(
        1,
        true,
        BaseLatency.UNKNOWN,
        WindowLaw.Votes.NONE,
        now,
        NOT_YIELDING,
        now,
        0,
        now,
        PaceDecision.Cause.FAULTS,
        false,
        now + PaceLaw.PROBE_EVERY,
        0);
  }

  /// The base latency in nanoseconds; 0 while unknown.
  public long baseNanos() {
    return base.known() ? base.typicalLeast() : 0;
  }

  PaceState withWindow(double w, boolean slow) {
    return new PaceState(
        w,
        slow,
        base,
        votes,
        nextStart,
        yieldUntil,
        calmUntil,
        faultsInRow,
        holdUntil,
        held,
        backlogged,
        probeAt,
        probing);
  }

  PaceState learned(BaseLatency b, WindowLaw.Votes v, int left) {
    return new PaceState(
        window,
        slowStart,
        b,
        v,
        nextStart,
        yieldUntil,
        calmUntil,
        0,
        holdUntil,
        held,
        backlogged,
        probeAt,
        left);
  }

  PaceState withFaults(int inRow, long calm, long hold, PaceDecision.Cause cause) {
    return new PaceState(
        window,
        slowStart,
        base,
        votes,
        nextStart,
        yieldUntil,
        calm,
        inRow,
        hold,
        cause,
        backlogged,
        probeAt,
        probing);
  }

  PaceState withBacklogged(boolean shut) {
    return new PaceState(
        window,
        slowStart,
        base,
        votes,
        nextStart,
        yieldUntil,
        calmUntil,
        faultsInRow,
        holdUntil,
        held,
        shut,
        probeAt,
        probing);
  }

  /// One more was started; the next may follow from `next` on.
  PaceState started(long next) {
    return withNext(next, NOT_YIELDING);
  }

  /// The next one waits for others, until then.
  PaceState yielding(long until) {
    return withNext(nextStart, until);
  }

  private PaceState withNext(long start, long until) {
    return new PaceState(
        window,
        slowStart,
        base,
        votes,
        start,
        until,
        calmUntil,
        faultsInRow,
        holdUntil,
        held,
        backlogged,
        probeAt,
        probing);
  }

  PaceState probe(long next, int completions) {
    return new PaceState(
        window,
        slowStart,
        base,
        votes,
        nextStart,
        yieldUntil,
        calmUntil,
        faultsInRow,
        holdUntil,
        held,
        backlogged,
        next,
        completions);
  }
}
