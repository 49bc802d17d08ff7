package nomadops.health.agent;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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

  private final Meters meters;
  private final InstantSource clock;
  private final Map<String, Health> verdicts = new ConcurrentHashMap<>();
  private final Map<String, Double> successes = new ConcurrentHashMap<>();

  /// @param checks their names: each has its series from the beginning
  public AgentMeters(MeterRegistry registry, List<String> checks, InstantSource clock) {
    this.meters = new Meters(registry);
    this.clock = clock;
    for (String check : checks) {
      meters.gauge(LAST_SUCCESS, () -> successes.getOrDefault(check, 0.0), check);
      for (Health health : Health.values()) {
        meters.gauge(
            STATUS,
            () -> verdicts.getOrDefault(check, Health.UNKNOWN) == health ? 1 : 0,
            check,
            health.word());
        meters.counter(TRANSITIONS, check, health.word());
        meters.counter(FINDINGS, check, health.word());
      }
    }
  }

  @Override
  public void looked(String check, Health before, Course after, long nanos) {
    verdicts.put(check, after.verdict());
    meters.timer(LOOK, check).record(Duration.ofNanos(nanos));
    meters.counter(FINDINGS, check, after.last().health().word()).increment();
    if (after.last().health() == Health.OK) {
      successes.put(check, clock.millis() / 1e3);
    }
    if (after.verdict() != before) {
      meters.counter(TRANSITIONS, check, after.verdict().word()).increment();
    }
  }
}
