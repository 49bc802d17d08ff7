package nomadops.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the archive costs the purge: the sustained rate of an idle cluster's collection with an
/// SQLite archive, against that without. A server drifts while it is measured (its ended
/// evaluations pile up, its log is cut), so the runs are short and alternate, and the order turns
/// round with each pair; the ratio is the median of the pairs'.
final class ArchiveScenario {
  private final Cluster cluster;
  private final BenchSize size;
  private final Log log;

  ArchiveScenario(Cluster cluster, BenchSize size, Log log) {
    this.cluster = cluster;
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    log.say("archive: purges a second with and without it, on the %s", cluster.name());
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    double peak = 0;
    for (int pair = 0; pair < size.archivePairs(); pair++) {
      SustainedRun[] runs = new SustainedRun[2];
      for (int turn = 0; turn < 2; turn++) {
        boolean archived = (pair + turn) % 2 == 1;
        SustainedRun run =
            SustainedRun.of(cluster, "archive-" + pair + turn + "-", size.archiveJobs(), archived);
        log.say("  %s an archive: %.0f/s", archived ? "with" : "without", run.rate());
        runs[archived ? 1 : 0] = run;
        peak = archived ? Math.max(peak, run.peakMb()) : peak;
      }
      without.add(runs[0].rate());
      with.add(runs[1].rate());
      ratios.add(runs[1].rate() / runs[0].rate());
    }
    return List.of(
        Figures.GC.shown("unarchived_purges_per_second", Median.of(without), "1/s"),
        Figures.GC.shown("archived_purges_per_second", Median.of(with), "1/s"),
        Figures.GC.atLeast("archive_rate_ratio", Median.of(ratios), "ratio", 0.9),
        Figures.GC.atMost("rss_archiving", peak, "MB", 256));
  }
}
