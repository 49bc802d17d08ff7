package nomadops.simulator;

/// A whole busy cluster to put into state at once, without HTTP, scheduling, events or cost. All
/// jobs of a kind share one specification, so that a large cluster fits into memory.
///
/// Nodes are called `seeded-00000` and so on; services `svc-00000`, each with a deployment that has
/// succeeded; parameterized parents `param-0000` with their children; dead batch jobs
/// `batch-0000000`. Every job but the parents has one complete evaluation. Every tenth of the ended
/// allocations of batch jobs has failed. What runs goes on until somebody ends it.
///
/// @param nodes ready ones, of the options' size
/// @param services running service jobs
/// @param running allocations of each service
/// @param ended allocations of each service that were replaced and are complete
/// @param parents parameterized jobs
/// @param runningChildren of each parent, with a running allocation each
/// @param deadChildren of each parent, with an ended allocation each
/// @param deadJobs dead batch jobs without a parent, with an ended allocation each
public record ClusterSeed(
    int nodes,
    int services,
    int running,
    int ended,
    int parents,
    int runningChildren,
    int deadChildren,
    int deadJobs) {

  public ClusterSeed {
    require("nodes", nodes);
    require("services", services);
    require("running", running);
    require("ended", ended);
    require("parents", parents);
    require("runningChildren", runningChildren);
    require("deadChildren", deadChildren);
    require("deadJobs", deadJobs);
    if (nodes == 0 && services + parents + deadJobs > 0) {
      throw new IllegalArgumentException("nodes must be at least 1 where jobs are to be seeded");
    }
  }

  /// A usual mix: one job in five is a service, two in five are children (a quarter of them
  /// running), the others are dead batch jobs. The services share the allocations that are left, a
  /// quarter of them ended, so that there may be up to one for each service fewer than asked for.
  ///
  /// @param jobs at least 5
  /// @param allocations at least as many
  public static ClusterSeed of(int nodes, int jobs, int allocations) {
    if (jobs < 5 || allocations < jobs) {
      throw new IllegalArgumentException(
          "jobs must be at least 5 and allocations at least as many, not "
              + jobs
              + " and "
              + allocations);
    }
    int services = jobs / 5;
    int parents = Math.max(1, jobs / 200);
    int children = jobs * 2 / 5 / parents;
    int deadJobs = jobs - services - parents - parents * children;
    int each = (allocations - parents * children - deadJobs) / services;
    int runningChildren = children / 4;
    return new ClusterSeed(
        nodes,
        services,
        each - each / 4,
        each / 4,
        parents,
        runningChildren,
        children - runningChildren,
        deadJobs);
  }

  public int jobs() {
    return services + parents + children() + deadJobs;
  }

  public int allocations() {
    return services * (running + ended) + children() + deadJobs;
  }

  public int evaluations() {
    return jobs() - parents;
  }

  private int children() {
    return parents * (runningChildren + deadChildren);
  }

  private static void require(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, not " + value);
    }
  }
}
