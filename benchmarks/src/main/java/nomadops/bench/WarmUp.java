package nomadops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      ids.add(PREFIX + String.format(Locale.ROOT, "%07d", i));
    }
    PurgeReport _ = WindowedPurge.run(cluster.address(), ids, 8);
    cluster.settle();
  }
}
