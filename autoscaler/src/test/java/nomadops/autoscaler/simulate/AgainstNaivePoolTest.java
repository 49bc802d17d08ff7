package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The engine against the same pool told in the plainest way.
class AgainstNaivePoolTest {
  static long[] seeds() {
    return new Random(20261127).longs(100).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRunBeginsWhenAndWhereThePlainPoolBeginsIt(long seed) {
    Random random = new Random(seed);
    int nodes = 1 + random.nextInt(5);
    Trace trace = Traces.random(random, 120);
    List<NaivePool.Start> starts = new ArrayList<>();
    Journal journal =
        new Journal() {
          @Override
          public void started(int shape, long firstAt, long now, int node) {
            starts.add(new NaivePool.Start(shape, firstAt, now, node));
          }
        };
    Setup setup = Traces.with(Setup.of(Traces.NODE), nodes, Setup.ALL_CANDIDATES, seed);

    Outcome outcome =
        new Simulation(trace, setup, Traces.contender(pool -> Wish.NONE), journal).run(s -> {});

    List<NaivePool.Start> expected = new NaivePool(trace, Traces.NODE, nodes).run();
    assertThat(starts).as("seed %d", seed).isEqualTo(expected);
    assertThat(outcome.waits().count()).isEqualTo(trace.allocations());
    assertThat(outcome.waits().max())
        .isEqualTo(expected.stream().mapToLong(s -> s.at() - s.firstAt()).max().orElse(0));
  }
}
