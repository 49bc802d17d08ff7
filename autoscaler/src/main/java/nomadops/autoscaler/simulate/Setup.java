package nomadops.autoscaler.simulate;

import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.shape.Resources;

/// The world that strategies are put into. Start from [#of(Resources)] and change what matters.
///
/// @param size of each node, for work: without what is reserved and what system jobs take
/// @param mhzPerCore what a kept core takes of a node's MHz
/// @param initialNodes ready at the beginning
/// @param mostNodes as many as the group may have
/// @param lag of launches
/// @param failureShare of launches that fail, 0 to 1
/// @param stockouts in which every launch fails
/// @param failureMillis after which a failed launch is known as such
/// @param leastBilledMillis of each node
/// @param pricePerHour of a node, in any currency
/// @param decideMillis between two decisions
/// @param placementsPerSecond the most that the scheduler does; 0 for no limit
/// @param candidates nodes with room that the scheduler looks at for one placement: 2 is Nomad's
///   for batch jobs (scheduler/feasible/stack.go); [#ALL_CANDIDATES] takes the best of all
/// @param tailMillis how long the run may go on after the trace's end, for what is left
/// @param flapMillis see [nomadops.autoscaler.outcome.Outcome.Nodes#flaps()]
/// @param seed of launches and placement
public record Setup(
    Resources size,
    long mhzPerCore,
    int initialNodes,
    int mostNodes,
    LaunchLag lag,
    double failureShare,
    List<Stockout> stockouts,
    long failureMillis,
    long leastBilledMillis,
    double pricePerHour,
    long decideMillis,
    int placementsPerSecond,
    int candidates,
    long tailMillis,
    long flapMillis,
    long seed) {
  /// The scheduler looks at every node; the best is taken, and of equals the oldest.
  public static final int ALL_CANDIDATES = Integer.MAX_VALUE;

  private static final int SIZE_LIMIT = Integer.MAX_VALUE / 2;

  public Setup {
    stockouts = List.copyOf(stockouts);
    List<String> faults = new ArrayList<>();
    boolean sized =
        size.cpu() <= SIZE_LIMIT && size.memoryMb() <= SIZE_LIMIT && size.diskMb() <= SIZE_LIMIT;
    require(faults, sized, "node size", size, "at most 1073741823 of each");
    require(
        faults, size.cpu() > 0 && size.memoryMb() > 0, "node size", size, "CPU and memory above 0");
    require(faults, size.slots() >= 1, "node slots", size.slots(), "1 or more");
    require(
        faults, size.devices().isEmpty(), "node devices", size.devices(), "none: not simulated");
    require(faults, mhzPerCore >= 0, "MHz per core", mhzPerCore, "0 or more");
    require(faults, mostNodes >= 1 && mostNodes <= 100_000, "most nodes", mostNodes, "1 to 100000");
    require(
        faults,
        initialNodes >= 0 && initialNodes <= mostNodes,
        "initial nodes",
        initialNodes,
        "0 to the most, " + mostNodes);
    require(
        faults, failureShare >= 0 && failureShare <= 1, "failure share", failureShare, "0 to 1");
    require(faults, failureMillis >= 0, "failure time", failureMillis, "0 ms or more");
    require(faults, leastBilledMillis >= 0, "least billed", leastBilledMillis, "0 ms or more");
    require(faults, pricePerHour >= 0, "price per hour", pricePerHour, "0 or more");
    require(
        faults, decideMillis >= 1, "decision interval", decideMillis, "1 ms or more, e.g. 10 s");
    require(
        faults,
        placementsPerSecond >= 0 && placementsPerSecond <= 1_000_000,
        "placements per second",
        placementsPerSecond,
        "0 (no limit) to 1000000");
    require(faults, candidates >= 1, "candidates", candidates, "1 or more, e.g. 2");
    require(faults, tailMillis >= 0, "tail", tailMillis, "0 ms or more");
    require(faults, flapMillis >= 0, "flap window", flapMillis, "0 ms or more");
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /// The usual world: no node at first, at most 1,000; launches of 90 s (log-normal, sigma 0.25)
  /// that all succeed; billed by the second, at least a minute, at 1 an hour; a decision each 10 s;
  /// Nomad's two candidates and no limit; a tail of one day; flaps within ten minutes.
  public static Setup of(Resources size) {
    return new Setup(
        size,
        0,
        0,
        1_000,
        new LaunchLag(90_000, 0.25),
        0,
        List.of(),
        30_000,
        60_000,
        1,
        10_000,
        0,
        2,
        86_400_000,
        600_000,
        1);
  }

  private static void require(
      List<String> faults, boolean right, String option, Object value, String want) {
    if (!right) {
      faults.add(option + " is " + value + "; want " + want);
    }
  }
}
