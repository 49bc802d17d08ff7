package nomadops.gc.pace;

/// How one completion moves the window: LEDBAT's controller (RFC 6817, section 2.4.2), on
/// evaluations instead of packets.
///
/// `off = (target - queueing delay) / target`, held to [-1, 1]. Above a window of 1 it moves by
/// `off / window`, so by about one in each round trip; below 1 it moves by a share of itself, so
/// that neither one stall shuts it nor does it take long to come back. Slow start adds one for each
/// completion until the first sign of a queue.
final class WindowLaw {
  private static final double SMOOTHING = 0.125;

  private WindowLaw() {}

  static PaceState completed(PaceProfile profile, PaceState state, long latency, long now) {
    BaseLatency base = state.base().with(latency, now);
    double smoothed =
        state.smoothed() == 0
            ? latency
            : state.smoothed() + SMOOTHING * (latency - state.smoothed());
    PaceState learned = state.learned(base, smoothed, Math.max(0, state.probing() - 1));
    double target = profile.target() * base.least();
    double off = Math.clamp((target - (latency - base.least())) / target, -1, 1);
    if (learned.slowStart()) {
      return slowStart(profile, learned, off);
    }
    // A probe runs with a small window on purpose: its short latencies are no invitation to grow.
    boolean probed = state.probing() > 0 && off > 0;
    return probed
        ? learned
        : learned.withWindow(clamp(profile, moved(learned.window(), off)), false);
  }

  private static PaceState slowStart(PaceProfile profile, PaceState state, double off) {
    if (off < 0) {
      return state.withWindow(clamp(profile, state.window() / 2), false);
    }
    double grown = clamp(profile, state.window() + 1);
    return state.withWindow(grown, grown < profile.maxWindow());
  }

  private static double moved(double window, double off) {
    if (window <= 1) {
      return window * (1 + off / 2);
    }
    return Math.max(window / 2, window + off / window);
  }

  static PaceState halved(PaceProfile profile, PaceState state) {
    return state.withWindow(clamp(profile, state.window() / 2), false);
  }

  private static double clamp(PaceProfile profile, double window) {
    return Math.clamp(window, profile.minWindow(), profile.maxWindow());
  }
}
