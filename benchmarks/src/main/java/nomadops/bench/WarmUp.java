package nomadops.bench;

import java.io.IOException;
import nomadops.simulator.workload.DeadJobs;
import nomadops.simulator.workload.PurgeReport;
import nomadops.simulator.workload.WindowedPurge;

/// A cluster has been running for weeks when it is collected: some purges bring a fresh one to
/// speed before anything is measured.
final class WarmUp {
  private static final int JOBS = 1_000;
  private static final String PREFIX = "warm-up-";

  private WarmUp() {}

  static void run(Cluster cluster) throws IOException, InterruptedException {
    cluster.seed(PREFIX, JOBS);
    PurgeReport _ = WindowedPurge.run(cluster.address(), DeadJobs.ids(PREFIX, JOBS), 8);
    cluster.settle();
  }
}
