package nomadops.health.agent;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.health.check.Course;
import nomadops.health.check.Health;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What is counted of checks. Built before their courses, which it listens to.
public final class AgentMeters implements Courses.Listener {
  private static final Meter STATUS =
      Meter.gauge(
          "health.check.status",
          "",
          "1 for the verdict on a check (ok, fail or unknown), 0 for the two others.",
          "check",
          "status");
  private static final Meter LOOK =
      Meter.timer("health.check.duration", "How long one look took.", "check");
  private static final Meter FINDINGS =
      Meter.counter(
          "health.check.findings",
          "Looks by what they found, before it became a verdict.",
          "check",
          "status");
  private static final Meter LAST_SUCCESS =
      Meter.gauge(
          "health.check.last.success.timestamp",
          "seconds",
          "When a look last found it well, since the epoch; 0 for never since the start.",
          "check");
  private static final Meter TRANSITIONS =
      Meter.counter(
          "health.check.transitions", "How often the verdict became another.", "check", "to");

  /// Its part of the reference.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of("health-agent", STATUS, LOOK, FINDINGS, LAST_SUCCESS, TRANSITIONS);

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<String, Series> all = new ConcurrentHashMap<>();

  /// @param checks their names: each has its series from the beginning
  public AgentMeters(MeterRegistry registry, List<String> checks, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    follow(checks);
  }

  /// Other checks: the series of those whose name stays go on, others end or begin. For one thread.
  public void follow(Collection<String> checks) {
    Set<String> gone = new HashSet<>(all.keySet());
    gone.removeAll(checks);
    gone.forEach(check -> {
      all.remove(check);
      registry.getMeters().stream()
          .filter(meter -> isOf(check, meter.getId()))
          .forEach(registry::remove);
    });
    checks.forEach(check -> all.computeIfAbsent(check, Series::new));
  }

  private static boolean isOf(String check, io.micrometer.core.instrument.Meter.Id id) {
    return id.getName().startsWith("nomad.ops.health.check.") && check.equals(id.getTag("check"));
  }

  /// What comes of a check that is gone is left out.
  @Override
  public void looked(String check, Health before, Course after, long nanos) {
    Series series = all.get(check);
    if (series != null) {
      series.looked(before, after, nanos);
    }
  }

  /// Of one check.
  private final class Series {
    private final Meters meters = new Meters(registry);
    private final String check;
    private volatile Health verdict = Health.UNKNOWN;
    private volatile double success;

    Series(String check) {
      this.check = check;
      meters.gauge(LAST_SUCCESS, () -> success, check);
      for (Health health : Health.values()) {
        meters.gauge(STATUS, () -> verdict == health ? 1 : 0, check, health.word());
        meters.counter(TRANSITIONS, check, health.word());
        meters.counter(FINDINGS, check, health.word());
      }
    }

    void looked(Health before, Course after, long nanos) {
      verdict = after.verdict();
      meters.timer(LOOK, check).record(Duration.ofNanos(nanos));
      meters.counter(FINDINGS, check, after.last().health().word()).increment();
      if (after.last().health() == Health.OK) {
        success = clock.millis() / 1e3;
      }
      if (after.verdict() != before) {
        meters.counter(TRANSITIONS, check, after.verdict().word()).increment();
      }
    }
  }
}
