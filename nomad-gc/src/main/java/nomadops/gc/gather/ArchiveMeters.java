package nomadops.gc.gather;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.Meters;

/// What the archive counts.
public final class ArchiveMeters {
  private static final Meter ROWS =
      Meter.counter(
          "gc.archive.rows",
          "Rows of the archive that were written before a purge (archived), told that it was done"
              + " (purged), or removed by age (expired).",
          "what");
  private static final Meter COMMIT =
      Meter.timer("gc.archive.commit", "One commit of the archive, of however many jobs.");
  private static final Meter FAILURES =
      Meter.counter("gc.archive.failures", "Commits of the archive that failed; each is repeated.");
  private static final Meter WRITABLE =
      Meter.gauge(
          "gc.archive.writable",
          "",
          "1 while the archive takes commits; while it is 0 nothing is deleted. Absent without one.");
  private static final Meter READY =
      Meter.gauge("gc.archive.ready", "", "Archived jobs that wait for the purge.");
  private static final Meter BYTES =
      Meter.gauge("gc.archive.size", "bytes", "What the archive takes on its disk.");
  private static final Meter OLDEST =
      Meter.gauge(
          "gc.archive.oldest",
          "seconds",
          "How long ago the oldest row was archived; 0 without one.");

  /// Its part of the reference.
  public static final List<Meter> ALL =
      List.of(ROWS, COMMIT, FAILURES, WRITABLE, READY, BYTES, OLDEST);

  private final Meters meters;

  public ArchiveMeters(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  /// Binds what is asked at each scrape.
  public void watch(Archiving archiving, InstantSource clock) {
    meters.gauge(WRITABLE, () -> archiving.writable() ? 1 : 0);
    meters.gauge(READY, archiving::waiting);
    meters.gauge(BYTES, () -> archiving.extent().bytes());
    meters.gauge(
        OLDEST,
        () ->
            archiving
                .extent()
                .oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toSeconds())
                .orElse(0L));
  }

  void committed(int jobs, int purged, Duration took) {
    meters.counter(ROWS, "archived").increment(jobs);
    meters.counter(ROWS, "purged").increment(purged);
    meters.timer(COMMIT).record(took);
  }

  void failed() {
    meters.counter(FAILURES).increment();
  }

  void expired(int rows) {
    meters.counter(ROWS, "expired").increment(rows);
  }
}
