package nomadops.gc.pace;

/// How much room the collector takes.
///
/// @param target queueing delay that it tolerates for its own evaluations, as a multiple of the
///   base latency
/// @param minWindow least window; below 1 it means gaps between deletes
/// @param maxWindow most unfinished deregister evaluations
/// @param maxRate most deletes a second; infinite for none
/// @param patience for how many base latencies a delete waits for evaluations of others that are
///   under way; 0 for not at all
/// @param foreignBacklog unfinished evaluations of others above which nothing is deleted
public record PaceProfile(
    String name,
    double target,
    double minWindow,
    double maxWindow,
    double maxRate,
    double patience,
    int foreignBacklog) {
  public PaceProfile {
    require(target > 0, "target", target);
    require(minWindow > 0 && minWindow <= maxWindow, "the least window", minWindow);
    require(maxRate > 0, "the greatest rate", maxRate);
    require(patience >= 0, "the patience", patience);
    require(foreignBacklog > 0, "the foreign backlog", foreignBacklog);
  }

  /// Users come first, always: one delete at a time, evenly spaced, 7,200 jobs a minute at most.
  public static final PaceProfile COURTEOUS =
      new PaceProfile("courteous", 1.0, 0.02, 1, 120, 2, 50);

  /// Full speed when idle, a window of one or two beside users.
  public static final PaceProfile NORMAL =
      new PaceProfile("normal", 0.15, 0.02, 32, Double.POSITIVE_INFINITY, 1.5, 200);

  /// For idle hours: builds a queue of its own.
  public static final PaceProfile FAST =
      new PaceProfile("fast", 2.0, 0.1, 64, Double.POSITIVE_INFINITY, 0, 1000);

  public PaceProfile withMaxRate(double rate) {
    return new PaceProfile(name, target, minWindow, maxWindow, rate, patience, foreignBacklog);
  }

  public PaceProfile withMaxWindow(double most) {
    return new PaceProfile(
        name, target, Math.min(minWindow, most), most, maxRate, patience, foreignBacklog);
  }

  public PaceProfile withForeignBacklog(int backlog) {
    return new PaceProfile(name, target, minWindow, maxWindow, maxRate, patience, backlog);
  }

  private static void require(boolean ok, String what, double value) {
    if (!ok) {
      throw new IllegalArgumentException(what + " of a pace cannot be " + value);
    }
  }
}
