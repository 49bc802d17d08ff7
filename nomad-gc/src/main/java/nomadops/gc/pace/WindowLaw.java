package nomadops.gc.pace;

import nomadops.gc.pace.PaceFacts.Users;

/// How one completion moves the window.
///
/// **Above 1** it is LEDBAT's controller (RFC 6817, section 2.4.2), on evaluations instead of
/// packets: `off = (target - queueing delay) / target`, held to [-1, 1], moves the window by `off /
/// window`, so by about one in each round trip. Slow start adds one for each completion until the
/// first sign of a queue.
///
/// **At 1 and below** there is no queue of our own to measure, and a single completion says little:
/// a snapshot or a busy neighbour stalls it as well as a user does. So it is a vote of the last
/// sixteen: the window shrinks when three quarters of them took over three times the base, and
/// grows when half of them did not. With nobody there to be disturbed it does not go below 1 at
/// all.
///
/// When the event stream shows that nobody else schedules, a longer queue of our own harms no one,
/// and the target is wider.
final class WindowLaw {
  static final double TARGET_ALONE = 2;
  private static final double CONGESTED = 3;
  private static final int VOTES = 8;
  private static final double SHRINK = 0.7;
  private static final double GROW = 1.5;

  private WindowLaw() {}

  static PaceState completed(
      PaceProfile profile, PaceState state, long latency, Users users, long now) {
    BaseLatency base = state.base().with(latency, now);
    boolean congested = latency > CONGESTED * base.typicalLeast();
    PaceState learned =
        state.learned(base, state.votes().with(congested), Math.max(0, state.probing() - 1));
    double wanted =
        users == Users.ABSENT ? Math.max(TARGET_ALONE, profile.target()) : profile.target();
    double target = wanted * base.typicalLeast();
    double off = Math.clamp((target - (latency - base.typicalLeast())) / target, -1, 1);
    if (learned.slowStart()) {
      return slowStart(profile, learned, off);
    }
    // A probe runs with a small window on purpose: its short latencies are no invitation to grow.
    if (state.probing() > 0 && learned.window() > 1) {
      return learned;
    }
    double moved = learned.window() > 1 ? above(learned.window(), off) : below(learned, users);
    return learned.withWindow(clamp(profile, moved), false);
  }

  private static PaceState slowStart(PaceProfile profile, PaceState state, double off) {
    if (off < 0) {
      return state.withWindow(clamp(profile, Math.max(1, state.window() / 2)), false);
    }
    double grown = clamp(profile, state.window() + 1);
    return state.withWindow(grown, grown < profile.maxWindow());
  }

  private static double above(double window, double off) {
    return Math.max(1, Math.max(window / 2, window + off / window));
  }

  private static double below(PaceState state, Users users) {
    double window = state.window();
    if (users != Users.ABSENT
        && state.votes().full()
        && state.votes().congested() >= 0.75 * VOTES) {
      return window * SHRINK;
    }
    boolean calm = state.votes().congested() <= 0.5 * VOTES;
    return calm || users == Users.ABSENT ? window * GROW : window;
  }

  static PaceState halved(PaceProfile profile, PaceState state) {
    return state.withWindow(clamp(profile, state.window() / 2), false);
  }

  private static double clamp(PaceProfile profile, double window) {
    return Math.clamp(window, profile.minWindow(), profile.maxWindow());
  }

  /// Which of the last completions were slow, one bit each.
  record Votes(int bits, int count) {
    static final Votes NONE = new Votes(0, 0);

    Votes with(boolean congested) {
      int mask = (1 << VOTES) - 1;
      return new Votes((bits << 1 | (congested ? 1 : 0)) & mask, Math.min(VOTES, count + 1));
    }

    boolean full() {
      return count == VOTES;
    }

    int congested() {
      return Integer.bitCount(bits);
    }
  }
}
