package nomadops.bench.exporter;

import java.io.IOException;
import java.util.List;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;
import nomadops.simulator.workload.LatencySummary;

/// Two clusters that differ by their allocations alone, scraped in turns: whatever else the machine
/// does slows both.
final class ScaleScenario {
  private static final double BAR = 1.2;
  private static final int WARM_UPS = 20;

  private final ExporterSize size;
  private final Log log;

  ScaleScenario(ExporterSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    log.say(
        "scale: %,d and %,d allocations of as many jobs and nodes",
        size.few().allocations(), size.many().allocations());
    try (BusyCluster few = BusyCluster.seeded(size.few());
        BusyCluster many = BusyCluster.seeded(size.many());
        LaunchedExporter ofFew = LaunchedExporter.start(few.address(), size.resync());
        LaunchedExporter ofMany = LaunchedExporter.start(many.address(), size.resync())) {
      for (int i = 0; i < WARM_UPS; i++) {
        var _ = ofFew.scraper().all(false);
        var _ = ofMany.scraper().all(false);
      }
      Scrapes fewer = new Scrapes(ofFew.scraper());
      Scrapes more = new Scrapes(ofMany.scraper());
      for (int i = 0; i < size.pairs(); i++) {
        fewer.pair(false);
        more.pair(false);
      }
      LatencySummary before = fewer.read(false);
      LatencySummary after = more.read(false);
      log.say("  few: %s", before);
      log.say("  many: %s", after);
      return List.of(
          Figures.EXPORTER.shown("scale_scrape_p50_few", before.p50(), "ms"),
          Figures.EXPORTER.shown("scale_scrape_p50_many", after.p50(), "ms"),
          Figures.EXPORTER.atMost("scale_scrape_ratio", after.p50() / before.p50(), "ratio", BAR),
          Figures.EXPORTER.shown("scale_rss_few", ofFew.residentMb(), "MB"),
          Figures.EXPORTER.shown("scale_rss_many", ofMany.residentMb(), "MB"));
    }
  }
}
