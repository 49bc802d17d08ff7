package nomadops.gc.pace;

/// How much room the collector takes.
///
/// @param target queueing delay that it tolerates for its own evaluations, as a multiple of the
///   base latency
/// @param minWindow least window; below 1 it means gaps between deletes
/// @param maxWindow most unfinished deregister evaluations
/// @param maxRate most deletes a second; infinite for none
/// @param burst so many deletes may follow at once before the rate's gap; between two bursts users
///   do not meet us at all
/// @param yields waits for the evaluations of others that are under way, for a moment
/// @param foreignBacklog unfinished evaluations of others above which nothing is deleted
public record PaceProfile(
    String name,
    double target,
    double minWindow,
    double maxWindow,
    double maxRate,
    int burst,
    boolean yields,
    int foreignBacklog) {
  public PaceProfile {
    require(target > 0, "target", target);
    require(minWindow > 0 && minWindow <= maxWindow, "the least window", minWindow);
    require(maxRate > 0, "the greatest rate", maxRate);
    require(burst > 0, "the burst", burst);
    require(foreignBacklog > 0, "the foreign backlog", foreignBacklog);
  }

  /// Users come first, always: a few at a time, 7,200 jobs a minute at most.
  public static final PaceProfile COURTEOUS =
      new PaceProfile("courteous", 1.0, 0.02, 1, 120, 1, true, 50);

  /// Full speed when idle, a window of one or two beside users.
  public static final PaceProfile NORMAL =
      new PaceProfile("normal", 0.5, 0.02, 32, Double.POSITIVE_INFINITY, 1, true, 200);

  /// For idle hours: builds a queue of its own.
  public static final PaceProfile FAST =
      new PaceProfile("fast", 2.0, 0.1, 64, Double.POSITIVE_INFINITY, 1, false, 1000);

  /// A cap that an operator asks for is kept evenly.
  public PaceProfile withMaxRate(double rate) {
    return new PaceProfile(name, target, minWindow, maxWindow, rate, 1, yields, foreignBacklog);
  }

  public PaceProfile withMaxWindow(double most) {
    return new PaceProfile(
        name, target, Math.min(minWindow, most), most, maxRate, burst, yields, foreignBacklog);
  }

  public PaceProfile withForeignBacklog(int backlog) {
    return new PaceProfile(name, target, minWindow, maxWindow, maxRate, burst, yields, backlog);
  }

  private static void require(boolean ok, String what, double value) {
    if (!ok) {
      throw new IllegalArgumentException(what + " of a pace cannot be " + value);
    }
  }
}
