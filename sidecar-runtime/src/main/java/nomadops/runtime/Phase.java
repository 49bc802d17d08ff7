package nomadops.runtime;

/// The order of stopping. Each phase has a share of the whole budget, so that a phase that hangs
/// cannot eat the time of those after it; what one leaves of its share, the next ones may use.
public enum Phase {
  /// No new work is taken.
  INTAKE(3),
  /// What is in flight is finished or handed back.
  IN_FLIGHT(13),
  /// Leadership is released, so that another holder can go on at once.
  LEADERSHIP(3),
  /// The audit log and archives are flushed and closed.
  AUDIT(4),
  /// Metrics and health stay up until the very end.
  ADMIN(2);

  private final int share;

  Phase(int share) {
    this.share = share;
  }

  int share() {
    return share;
  }

  static int shares() {
    int sum = 0;
    for (Phase phase : values()) {
      sum += phase.share;
    }
    return sum;
  }
}
