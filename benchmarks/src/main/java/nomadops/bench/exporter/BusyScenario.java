package nomadops.bench.exporter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import nomadops.bench.Figure;
import nomadops.bench.Figures;
import nomadops.bench.Log;
import nomadops.bench.ProcessorTime;
import nomadops.bench.Series;
import nomadops.simulator.workload.LatencySummary;

/// A large cluster with events, scraped by one Prometheus.
final class BusyScenario {
  private static final double SCRAPE_BAR_MS = 20;
  private static final double RESIDENT_BAR_MB = 512;
  private static final double VISIBLE_BAR_MS = 1_000;

  /// The load is what it says it is.
  private static final double LEAST_OF_EVENTS = 0.9;

  private static final Duration GLANCE = Duration.ofMillis(10);
  private static final Duration LONGEST_TO_SEE = Duration.ofSeconds(20);

  private final ExporterSize size;
  private final Log log;
  private final List<Figure> figures = new ArrayList<>();

  BusyScenario(ExporterSize size, Log log) {
    this.size = size;
    this.log = log;
  }

  List<Figure> run() throws IOException, InterruptedException {
    log.say(
        "busy: %,d allocations, %,d jobs, %,d nodes, %d events a second",
        size.busy().allocations(), size.busy().jobs(), size.busy().nodes(), size.eventsPerSecond());
    try (BusyCluster cluster = BusyCluster.seeded(size.busy())) {
      cluster.watched(size.ends());
      cluster.begin(size.eventsPerSecond());
      log.say("  seeded, the exporter starts");
      try (LaunchedExporter exporter = LaunchedExporter.start(cluster.address(), size.resync())) {
        measure(cluster, exporter);
      }
    }
    return figures;
  }

  private void measure(BusyCluster cluster, LaunchedExporter exporter)
      throws IOException, InterruptedException {
    long ready = System.nanoTime();
    show("busy_first_view", exporter.firstView().toMillis() / 1e3, "s");
    double cpu = exporter.cpuSeconds();
    double events = events(exporter);
    scrapes(exporter);
    visible(cluster, exporter);
    Thread.sleep(Math.max(0, size.settled().toMillis() - (System.nanoTime() - ready) / 1_000_000));
    double seconds = (System.nanoTime() - ready) / 1e9;
    double perSecond = (events(exporter) - events) / seconds;
    figures.add(
        Figures.EXPORTER.atLeast(
            "busy_events", perSecond, "1/s", LEAST_OF_EVENTS * size.eventsPerSecond()));
    show("busy_cpu_share", (exporter.cpuSeconds() - cpu) / seconds, "ratio");
    resyncs(exporter);
    show("busy_rss", exporter.residentMb(), "MB");
    figures.add(
        Figures.EXPORTER.atMost("busy_rss_peak", exporter.peakResidentMb(), "MB", RESIDENT_BAR_MB));
  }

  private static double events(LaunchedExporter exporter) throws IOException {
    String name = "nomad_ops_exporter_stream_events_total";
    return exporter.scraper().family(name).sum(name);
  }

  private void scrapes(LaunchedExporter exporter) throws IOException, InterruptedException {
    Scrapes scrapes = new Scrapes(exporter.scraper());
    show("busy_scrape_first", scrapes.first() / 1e6, "ms");
    double before = scrapes.readings();
    ProcessorTime time = ProcessorTime.soFar();
    for (int i = 0; i < size.scrapes(); i++) {
      scrapes.pair(false);
      scrapes.pair(true);
    }
    show("busy_stolen_share", ProcessorTime.soFar().stolenSince(time), "ratio");
    log.say("  read for the scrape, plain: %s", scrapes.read(false));
    log.say("  read for the scrape, gzip: %s", scrapes.read(true));
    times("busy_scrape", scrapes.read(false));
    times("busy_scrape_gzip", scrapes.read(true));
    show("busy_scrape_again_p99", scrapes.again(false).p99(), "ms");
    show("busy_scrape_again_gzip_p99", scrapes.again(true).p99(), "ms");
    figures.add(
        Figures.EXPORTER.atLeast(
            "busy_scrapes_that_read", scrapes.readings() - before, "count", 2.0 * size.scrapes()));
    show("busy_scrapes_discarded", scrapes.discarded(), "count");
    show("busy_page_reading_mean", scrapes.meanReadingMs(), "ms");
    show("busy_page_series", scrapes.series(), "count");
    show("busy_page_bytes", scrapes.bytes(false), "bytes");
    show("busy_page_bytes_gzip", scrapes.bytes(true), "bytes");
  }

  private void times(String name, LatencySummary latency) {
    show(name + "_p50", latency.p50(), "ms");
    figures.add(Figures.EXPORTER.atMost(name + "_p99", latency.p99(), "ms", SCRAPE_BAR_MS));
    show(name + "_max", latency.max(), "ms");
  }

  /// From the moment that an allocation ends until a scrape that counts it has been read.
  private void visible(BusyCluster cluster, LaunchedExporter exporter)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(1);
    long[] took = new long[size.ends()];
    for (int i = 0; i < took.length; i++) {
      // Wherever between two readings.
      Thread.sleep(random.nextInt((int) Scrapes.SHOWN_AGAIN.toMillis()));
      long start = System.nanoTime();
      cluster.endOne();
      while (complete(exporter) < i + 1) {
        if (System.nanoTime() - start > LONGEST_TO_SEE.toNanos()) {
          throw new IOException("an allocation that ended is not seen within " + LONGEST_TO_SEE);
        }
        Thread.sleep(GLANCE);
      }
      took[i] = System.nanoTime() - start;
    }
    LatencySummary latency = LatencySummary.ofNanos(took);
    log.say("  event to visible: %s", latency);
    show("busy_event_to_visible_p50", latency.p50(), "ms");
    figures.add(
        Figures.EXPORTER.atMost("busy_event_to_visible_p99", latency.p99(), "ms", VISIBLE_BAR_MS));
  }

  private static double complete(LaunchedExporter exporter) throws IOException {
    return exporter
        .scraper()
        .family("nomad_allocations")
        .sum(
            "nomad_allocations",
            "namespace=\"" + BusyCluster.NAMESPACE + "\"",
            "client_status=\"complete\"");
  }

  private void resyncs(LaunchedExporter exporter) throws IOException {
    String name = "nomad_ops_exporter_resync_duration_seconds";
    Series series = exporter.scraper().family(name);
    show("busy_resync", series.sum(name), "s");
    show(
        String.format(Locale.ROOT, "busy_resync_%s", "allocations"),
        series.sum(name, "kind=\"allocation\""),
        "s");
  }

  private void show(String metric, double value, String unit) {
    figures.add(Figures.EXPORTER.shown(metric, value, unit));
  }
}
