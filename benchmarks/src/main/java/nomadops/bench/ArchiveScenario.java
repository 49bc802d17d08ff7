package nomadops.bench;

import java.io.IOException;
import java.util.List;

/// What the archive costs the purge: the sustained rate of an idle cluster's collection with an
/// SQLite archive, against that without. The runs alternate, and the order turns round with each
/// pair, so that neither has the warmer server.
final class ArchiveScenario {
  private static final int PAIRS = 2;
  private final Cluster cluster;
  private final BenchSize size;
  private final Log log;

  ArchiveScenario(Cluster cluster, BenchSize size, Log log) {
    this.cluster = cluster;
    this.size = size;
    this.log = log;
  }

  /// What one run did.
  private record Run(double rate, double peakMb) {}

  List<Figure> run() throws IOException, InterruptedException {
    log.say("archive: purges a second with and without it, on the %s", cluster.name());
    double with = 0;
    double without = 0;
    double peak = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      for (int turn = 0; turn < 2; turn++) {
        boolean archived = (pair + turn) % 2 == 1;
        Run run = collected("archive-" + pair + turn + "-", archived);
        log.say("  %s an archive: %.0f/s", archived ? "with" : "without", run.rate());
        with += archived ? run.rate() / PAIRS : 0;
        without += archived ? 0 : run.rate() / PAIRS;
        peak = archived ? Math.max(peak, run.peakMb()) : peak;
      }
    }
    return List.of(
        Figures.GC.shown("unarchived_purges_per_second", without, "1/s"),
        Figures.GC.shown("archived_purges_per_second", with, "1/s"),
        Figures.GC.atLeast("archive_rate_ratio", with / without, "ratio", 0.9),
        Figures.GC.atMost("rss_archiving", peak, "MB", 256));
  }

  /// After the first third, as [IdleScenario] has it.
  private Run collected(String prefix, boolean archived) throws IOException, InterruptedException {
    int jobs = 4 * size.idleJobs();
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
      return new Run(rate, gc.peakResidentMb());
    }
  }
}
