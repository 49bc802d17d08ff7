package nomadops.bench.exporter;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import nomadops.bench.Series;
import nomadops.simulator.workload.LatencySummary;

/// Times scrapes of the whole page, those that the view is read for apart from those that are shown
/// what was read a moment before.
final class Scrapes {
  /// How long the page shows what was read again (`StatePage`).
  static final Duration SHOWN_AGAIN = Duration.ofMillis(250);

  /// Past that: the next scrape reads.
  private static final Duration PAUSE = SHOWN_AGAIN.plusMillis(50);

  private static final String READING = "nomad_ops_exporter_page_reading_seconds";

  private enum Kind {
    READ,
    READ_GZIP,
    AGAIN,
    AGAIN_GZIP
  }

  private final Scraper scraper;
  private final long first;
  private final Map<Kind, List<Long>> nanos = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> bytes = new EnumMap<>(Kind.class);
  private long series;
  private int discarded;

  /// Scrapes once, which is the first time.
  Scrapes(Scraper scraper) throws IOException {
    this.scraper = scraper;
    this.first = scraper.all(false).nanos();
    for (Kind kind : Kind.values()) {
      nanos.put(kind, new ArrayList<>());
    }
  }

  long first() {
    return first;
  }

  /// One that reads and, at once, one that does not.
  void pair(boolean gzip) throws IOException, InterruptedException {
    Thread.sleep(PAUSE);
    one(gzip ? Kind.READ_GZIP : Kind.READ, gzip);
    one(gzip ? Kind.AGAIN_GZIP : Kind.AGAIN, gzip);
  }

  /// A scrape during which this process, which is Nomad, too, stood still to collect its own
  /// garbage says nothing about the exporter: it is made again.
  private void one(Kind kind, boolean gzip) throws IOException, InterruptedException {
    long before = collections();
    Scraper.Scrape scrape = scraper.all(gzip);
    while (collections() != before) {
      discarded++;
      Thread.sleep(PAUSE);
      before = collections();
      scrape = scraper.all(gzip);
    }
    nanos.getOrDefault(kind, new ArrayList<>()).add(scrape.nanos());
    bytes.put(kind, scrape.bytes());
    series = scrape.series().count();
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  /// How many scrapes were made again.
  double discarded() {
    return discarded;
  }

  LatencySummary read(boolean gzip) {
    return of(gzip ? Kind.READ_GZIP : Kind.READ);
  }

  LatencySummary again(boolean gzip) {
    return of(gzip ? Kind.AGAIN_GZIP : Kind.AGAIN);
  }

  private LatencySummary of(Kind kind) {
    return LatencySummary.ofNanos(
        nanos.getOrDefault(kind, List.of()).stream().mapToLong(Long::longValue).toArray());
  }

  /// How often the view was read for a page so far, as the exporter counts; to ask reads nothing.
  double readings() throws IOException {
    return scraper.family(READING).sum(READING + "_count");
  }

  double meanReadingMs() throws IOException {
    Series all = scraper.family(READING);
    return all.sum(READING + "_sum") / all.sum(READING + "_count") * 1e3;
  }

  double series() {
    return series;
  }

  double bytes(boolean gzip) {
    return bytes.getOrDefault(gzip ? Kind.READ_GZIP : Kind.READ, 0);
  }
}
