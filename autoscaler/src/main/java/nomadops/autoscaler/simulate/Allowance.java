package nomadops.autoscaler.simulate;

/// A limit of placements a second: what a millisecond brings is kept no longer than the next, or
/// until it is enough for one.
final class Allowance {
  private static final long ONE = 1000;

  private final long perMilli;
  private long have;
  private long at;
  private long wakeAt = Long.MAX_VALUE;

  /// @param perSecond 0 for no limit
  Allowance(int perSecond) {
    this.perMilli = perSecond;
    this.have = ONE;
  }

  void now(long now) {
    long most = Math.max(ONE, perMilli);
    have = Math.min(most, have + Math.min(now - at, most) * perMilli);
    at = now;
    wakeAt = Long.MAX_VALUE;
  }

  /// `false`: no more before [#wakeAt()].
  boolean take() {
    if (perMilli == 0) {
      return true;
    }
    if (have < ONE) {
      wakeAt = at + (ONE - have + perMilli - 1) / perMilli;
      return false;
    }
    have -= ONE;
    return true;
  }

  void giveBack() {
    have += perMilli == 0 ? 0 : ONE;
  }

  long wakeAt() {
    return wakeAt;
  }
}
