package nomadops.bench;

import java.io.IOException;
import java.util.List;

/// What `gc run` does to an idle cluster once it is under way.
///
/// @param rate purges a second after the first third, in which the law still learns and the JVM
///   still compiles
/// @param peakMb the most resident memory, in MB; NaN where there is no /proc
record SustainedRun(double rate, double peakMb) {
  /// Seeds that many jobs and collects them.
  ///
  /// @param prefix of their ids, which nobody else's may have
  static SustainedRun of(Cluster cluster, String prefix, int jobs, boolean archived)
      throws IOException, InterruptedException {
    cluster.seed(prefix, jobs);
    cluster.settle();
    try (CollectorProcess gc =
        CollectorProcess.start(
            cluster.address(),
            Policies.collect(prefix),
            archived,
            List.of("--once", "--pace", "normal"))) {
      gc.awaitPurges(jobs / 3);
      long from = System.nanoTime();
      long before = gc.purged();
      gc.awaitPurges(jobs);
      double rate = (gc.purged() - before) / ((System.nanoTime() - from) / 1e9);
      return new SustainedRun(rate, gc.peakResidentMb());
    }
  }
}
