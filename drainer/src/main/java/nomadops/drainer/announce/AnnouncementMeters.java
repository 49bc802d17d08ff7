package nomadops.drainer.announce;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToLongFunction;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// Whether people and programs are told.
public final class AnnouncementMeters {
  private static final Meter STUCK =
      Meter.gauge("drainer.instances.stuck", "", "Instances that do not get on.");
  private static final Meter WAITING =
      Meter.gauge(
          "drainer.announcements.waiting", "", "Announcements that are not sent yet.", "way");
  private static final Meter DELIVERED =
      Meter.counter("drainer.announcements.delivered", "Announcements that were taken.", "way");
  private static final Meter FAILED =
      Meter.counter("drainer.announcements.failed", "Attempts that were not taken.", "way");
  private static final Meter LOST =
      Meter.counter(
          "drainer.announcements.lost", "Announcements that were given up or dropped.", "way");

  /// All of them.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("drainer: announcements", STUCK, WAITING, DELIVERED, FAILED, LOST);

  private AnnouncementMeters() {}

  /// Reads them off from now on.
  public static void watch(MeterRegistry registry, Announcer announcer) {
    Meters meters = new Meters(registry);
    var _ = meters.gauge(STUCK, announcer::stuck);
    for (WayStatus way : announcer.ways()) {
      String name = way.way();
      var _ = meters.gauge(WAITING, () -> now(announcer, name, WayStatus::waiting), name);
      var _ = meters.counted(DELIVERED, () -> now(announcer, name, WayStatus::delivered), name);
      var _ = meters.counted(FAILED, () -> now(announcer, name, WayStatus::failed), name);
      var _ =
          meters.counted(
              LOST, () -> now(announcer, name, one -> one.givenUp() + one.dropped()), name);
    }
  }

  private static long now(Announcer announcer, String name, ToLongFunction<WayStatus> part) {
    return announcer.ways().stream()
        .filter(way -> way.way().equals(name))
        .mapToLong(part)
        .findFirst()
        .orElse(0);
  }
}
