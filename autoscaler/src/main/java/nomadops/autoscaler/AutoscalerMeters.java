package nomadops.autoscaler;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.runtime.metrics.Meter;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.Meters;

/// What the autoscaler counts.
public final class AutoscalerMeters implements Observer {
  private static final String POOL = "pool";
  private static final Meter SIZE =
      Meter.gauge(
          "autoscaler.pool.size", "", "Machines that the pool's groups were told to have.", POOL);
  private static final Meter ACTIVE =
      Meter.gauge("autoscaler.pool.active", "", "Nodes that take work.", POOL);
  private static final Meter CLOSED =
      Meter.gauge("autoscaler.pool.closed", "", "Nodes that we closed, to give them back.", POOL);
  private static final Meter COMING =
      Meter.gauge("autoscaler.pool.coming", "", "Machines that are not nodes yet.", POOL);
  private static final Meter LOST =
      Meter.gauge("autoscaler.pool.lost", "", "Machines that should be nodes and are not.", POOL);
  private static final Meter NEEDED =
      Meter.gauge("autoscaler.pool.needed", "", "Nodes that are needed now.", POOL);
  private static final Meter QUEUED =
      Meter.gauge("autoscaler.queue.allocations", "", "Allocations that wait for this pool.", POOL);
  private static final Meter OLDEST =
      Meter.gauge(
          "autoscaler.queue.oldest", "seconds", "How long the oldest of them has waited.", POOL);
  private static final Meter PACKED =
      Meter.gauge(
          "autoscaler.queue.nodes", "", "New nodes that would hold all of them at once.", POOL);
  private static final Meter BOUND =
      Meter.gauge("autoscaler.queue.nodes.least", "", "No packing does with fewer.", POOL);
  private static final Meter COST =
      Meter.gauge(
          "autoscaler.pool.cost",
          "",
          "What the pool's machines cost an hour, by the configured prices.",
          POOL);
  private static final Meter HELD =
      Meter.gauge(
          "autoscaler.pool.held",
          "",
          "Reasons that hold the pool back, by direction.",
          POOL,
          "direction");
  private static final Meter SKIPPED =
      Meter.gauge(
          "autoscaler.queue.skipped",
          "",
          "Allocations that wait and that no node would help.",
          "why");
  private static final Meter MOVES =
      Meter.counter("autoscaler.moves", "Moves, by what became of them.", POOL, "move", "outcome");
  private static final Meter TURN =
      Meter.timer("autoscaler.turn", "How long a decision on all pools takes.");

  /// All of them.
  public static final MeterCatalogue CATALOGUE =
      MeterCatalogue.of(
          "autoscaler",
          SIZE,
          ACTIVE,
          CLOSED,
          COMING,
          LOST,
          NEEDED,
          QUEUED,
          OLDEST,
          PACKED,
          BOUND,
          COST,
          HELD,
          SKIPPED,
          MOVES,
          TURN);

  private final MeterRegistry registry;
  private final Meters meters;
  private final Map<String, List<Gauge>> bound = new ConcurrentHashMap<>();
  private final Map<String, PoolReport> last = new ConcurrentHashMap<>();
  private volatile List<Unscalable> skipped = List.of();

  public AutoscalerMeters(MeterRegistry registry) {
    this.registry = registry;
    this.meters = new Meters(registry);
    bindSkipped();
  }

  /// What is read off, for these pools and no other.
  @Override
  public void follow(List<String> pools) {
    last.keySet().retainAll(pools);
    bound.keySet().stream()
        .filter(pool -> !pools.contains(pool))
        .toList()
        .forEach(pool -> Objects.requireNonNull(bound.remove(pool)).forEach(registry::remove));
    pools.forEach(pool -> bound.computeIfAbsent(pool, this::bind));
  }

  private List<Gauge> bind(String pool) {
    return List.of(
        gauge(SIZE, pool, r -> r.step().account().strength().size()),
        gauge(ACTIVE, pool, r -> r.step().account().strength().active()),
        gauge(CLOSED, pool, r -> r.step().account().strength().cordoned()),
        gauge(COMING, pool, r -> r.step().account().strength().coming()),
        gauge(LOST, pool, r -> r.step().account().strength().lost()),
        gauge(NEEDED, pool, r -> r.step().account().need().now()),
        gauge(QUEUED, pool, r -> r.facts().queued().stream().mapToInt(QueuedGroup::count).sum()),
        gauge(OLDEST, pool, AutoscalerMeters::oldest),
        gauge(PACKED, pool, r -> r.step().account().demand().packed().nodes()),
        gauge(BOUND, pool, r -> r.step().account().demand().lowerBound()),
        gauge(COST, pool, PoolReport::costPerHour),
        held(pool, "out", r -> r.step().account().outHolds().size()),
        held(pool, "in", r -> r.step().account().inHolds().size()));
  }

  private void bindSkipped() {
    for (Why why : Why.values()) {
      var _ =
          meters.gauge(
              SKIPPED,
              () -> skipped.stream().filter(s -> s.why() == why).mapToInt(Unscalable::count).sum(),
              why.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private Gauge gauge(Meter meter, String pool, ToDoubleFunction<PoolReport> value) {
    return meters.gauge(meter, () -> of(pool, value), pool);
  }

  private Gauge held(String pool, String direction, ToDoubleFunction<PoolReport> value) {
    return meters.gauge(HELD, () -> of(pool, value), pool, direction);
  }

  /// Not a number while nothing was decided.
  private double of(String pool, ToDoubleFunction<PoolReport> value) {
    return Optional.ofNullable(last.get(pool)).map(value::applyAsDouble).orElse(Double.NaN);
  }

  private static double oldest(PoolReport report) {
    return report.facts().queued().stream()
        .mapToDouble(q -> Duration.between(q.since(), report.at()).toMillis() / 1e3)
        .max()
        .orElse(0);
  }

  @Override
  public void decided(PoolReport report) {
    last.put(report.terms().pool(), report);
    released(report.terms().pool(), report.deeds());
  }

  @Override
  public void released(String pool, List<Deed> deeds) {
    for (Deed deed : deeds) {
      meters.counter(MOVES, pool, MoveWords.word(deed.move()), deed.outcome().word()).increment();
    }
  }

  @Override
  public void turned(Instant at, List<Unscalable> nobodys, Duration took) {
    skipped = List.copyOf(nobodys);
    meters.timer(TURN).record(took);
  }
}
