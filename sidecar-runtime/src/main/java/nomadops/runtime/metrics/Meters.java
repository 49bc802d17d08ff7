package nomadops.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Binds declared meters to a registry; a tag too many or too few is a bug and says so.
public final class Meters {
  private static final String PREFIX = "nomad.ops.";

  private final MeterRegistry registry;

  /// Looking a meter up in the registry costs more than counting.
  private final Map<Key, io.micrometer.core.instrument.Meter> known = new ConcurrentHashMap<>();

  private record Key(Meter meter, List<String> tagValues) {
    /// A string keeps its hash; a record's is made anew each time.
    @Override
    public int hashCode() {
      return 31 * meter.name().hashCode() + tagValues.hashCode();
    }
  }

  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  /// The counter with these tag values, in the order of the declaration.
  public Counter counter(Meter meter, String... tagValues) {
    return (Counter)
        known.computeIfAbsent(
            new Key(meter, List.of(tagValues)), _ -> newCounter(meter, tagValues));
  }

  private Counter newCounter(Meter meter, String... tagValues) {
    check(meter, Meter.Type.COUNTER);
    return Counter.builder(PREFIX + meter.name())
        .description(meter.meaning())
        .tags(tags(meter, tagValues))
        .register(registry);
  }

  /// A counter that is kept elsewhere, and asked for its value at every scrape.
  public FunctionCounter counted(Meter meter, Supplier<Number> value, String... tagValues) {
    check(meter, Meter.Type.COUNTER);
    // Micrometer holds what it asks weakly, and the function strongly: asking the supplier itself
    // would end with the next garbage collection.
    return FunctionCounter.builder(PREFIX + meter.name(), registry, _ -> value.get().doubleValue())
        .description(meter.meaning())
        .tags(tags(meter, tagValues))
        .register(registry);
  }

  /// The timer with these tag values.
  public Timer timer(Meter meter, String... tagValues) {
    return (Timer)
        known.computeIfAbsent(new Key(meter, List.of(tagValues)), _ -> newTimer(meter, tagValues));
  }

  private Timer newTimer(Meter meter, String... tagValues) {
    check(meter, Meter.Type.TIMER);
    return Timer.builder(PREFIX + meter.name())
        .description(meter.meaning())
        .tags(tags(meter, tagValues))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /// A gauge that asks `value` at every scrape.
  public Gauge gauge(Meter meter, Supplier<Number> value, String... tagValues) {
    check(meter, Meter.Type.GAUGE);
    return Gauge.builder(PREFIX + meter.name(), value)
        .description(meter.meaning())
        .baseUnit(meter.unit().isEmpty() ? null : meter.unit())
        .tags(tags(meter, tagValues))
        .strongReference(true)
        .register(registry);
  }

  private static void check(Meter meter, Meter.Type type) {
    if (meter.type() != type) {
      throw new IllegalArgumentException(meter.name() + " is a " + meter.type());
    }
  }

  private static Tags tags(Meter meter, String... values) {
    List<String> names = meter.tags();
    if (names.size() != values.length) {
      throw new IllegalArgumentException(meter.name() + " has the tags " + names);
    }
    Tags tags = Tags.empty();
    for (int i = 0; i < values.length; i++) {
      tags = tags.and(names.get(i), values[i]);
    }
    return tags;
  }

  // From a fast local answer to a stalled scheduler.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };
}
