package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Strategies that do anything at all, in worlds where anything fails.
class LivesPropertyTest {
  static long[] seeds() {
    return new Random(20261128).longs(60).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyArrivalEndsOnceAndStartsOnceMoreForEachTimeThatItWasKilled(long seed) {
    Random random = new Random(seed);
    Trace trace = Traces.random(random, 200);
    Count count = new Count();

    Outcome outcome =
        new Simulation(trace, world(random, seed), Traces.contender(new Wild(random, true)), count)
            .run(s -> {});

    Map<String, Integer> arrived = new HashMap<>();
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      arrived.merge(arrivals.shape() + "@" + arrivals.at(), arrivals.count(), Integer::sum);
    }
    assertThat(outcome.work().unfinished()).as("seed %d", seed).isZero();
    assertThat(count.ended).as("seed %d", seed).isEqualTo(arrived);
    count.killed.forEach((key, n) -> count.started.merge(key, -n, Integer::sum));
    assertThat(count.started).as("seed %d", seed).isEqualTo(arrived);
    assertThat(outcome.waits().count()).isEqualTo(trace.allocations());
    assertThat(outcome.work().started())
        .isEqualTo(outcome.work().ended() + outcome.work().killed());
    assertThat(count.removedBusy).as("seed %d: nodes that ended with work on them", seed).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void withoutADrainNothingIsEverKilledWhateverTheStrategyWishes(long seed) {
    Random random = new Random(seed);
    Trace trace = Traces.random(random, 200);
    Count count = new Count();

    Outcome outcome =
        new Simulation(trace, world(random, seed), Traces.contender(new Wild(random, false)), count)
            .run(s -> {});

    assertThat(outcome.work().killed()).as("seed %d", seed).isZero();
    assertThat(count.removedBusy).as("seed %d", seed).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void littlesLawHolds(long seed) {
    Random random = new Random(seed);
    Trace trace = Traces.random(random, 400);
    Setup setup = Traces.with(Setup.of(Traces.NODE), 3, 2, seed);

    Outcome outcome =
        new Simulation(trace, setup, Traces.contender(pool -> Wish.NONE)).run(s -> {});

    double rate = (double) trace.allocations() / outcome.endedAt();
    assertThat(outcome.meanQueued())
        .as("seed %d", seed)
        .isCloseTo(rate * outcome.waits().mean(), within(1e-6 * (1 + outcome.meanQueued())));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameSeedGivesTheSameToTheBit(long seed) {
    List<String> twice = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Random random = new Random(seed);
      Trace trace = Traces.random(random, 200);
      Outcome o =
          new Simulation(trace, world(random, seed), Traces.contender(new Wild(random, true)))
              .run(s -> {});
      twice.add(
          o.work() + " " + o.nodes() + " " + o.nodeHours() + " " + o.waits().mean() + o.series());
    }
    assertThat(twice.getFirst()).as("seed %d", seed).isEqualTo(twice.getLast());
  }

  private static Setup world(Random random, long seed) {
    List<Stockout> stockouts =
        List.of(new Stockout(random.nextInt(500), 501 + random.nextInt(900)));
    return new Setup(
        Traces.NODE,
        0,
        random.nextInt(3),
        8,
        new LaunchLag(random.nextInt(500), random.nextDouble()),
        random.nextDouble() * 0.5,
        stockouts,
        random.nextInt(300),
        1_000,
        1,
        1 + random.nextInt(200),
        random.nextBoolean() ? 0 : 1 + random.nextInt(400),
        2,
        86_400_000,
        10_000,
        seed);
  }

  /// Wishes what it likes for a while, then only launches, so that all work can end.
  private static final class Wild implements Strategy {
    private final Random random;
    private final boolean drains;

    Wild(Random random, boolean drains) {
      this.random = random;
      this.drains = drains;
    }

    @Override
    public Wish decide(PoolView pool) {
      if (pool.now() > 8_000) {
        return new Wish(pool.nodes() < 4 ? 1 : 0, List.of(), all(pool), List.of(), List.of(), 0);
      }
      return new Wish(
          random.nextInt(3),
          some(pool),
          some(pool),
          some(pool),
          drains ? some(pool) : List.of(),
          random.nextInt(600));
    }

    private static List<Integer> all(PoolView pool) {
      return java.util.stream.IntStream.range(0, pool.nodes()).boxed().toList();
    }

    private List<Integer> some(PoolView pool) {
      return all(pool).stream().filter(i -> random.nextInt(6) == 0).toList();
    }
  }

  private static final class Count implements Journal {
    private final Map<String, Integer> started = new HashMap<>();
    private final Map<String, Integer> ended = new HashMap<>();
    private final Map<String, Integer> killed = new HashMap<>();
    private int removedBusy;

    @Override
    public void started(int shape, long firstAt, long now, int node) {
      started.merge(shape + "@" + firstAt, 1, Integer::sum);
    }

    @Override
    public void ended(int shape, long firstAt, long now, int node) {
      ended.merge(shape + "@" + firstAt, 1, Integer::sum);
    }

    @Override
    public void killed(int shape, long firstAt, long now, int node) {
      killed.merge(shape + "@" + firstAt, 1, Integer::sum);
    }

    @Override
    public void removed(int node, int allocations, long now) {
      removedBusy += allocations > 0 ? 1 : 0;
    }
  }
}
