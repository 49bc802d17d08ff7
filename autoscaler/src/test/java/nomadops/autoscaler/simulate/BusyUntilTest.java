package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// When a node is expected to be done is found without asking of everything on it; what is left out
/// changes nothing.
class BusyUntilTest {
  private int known;

  static long[] seeds() {
    return new Random(20261127).longs(40).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itIsTheLastOfWhatRunsByTheMeans(long seed) {
    Random random = new Random(seed);
    Trace trace = Traces.random(random, 120);
    Setup setup = Traces.often(Setup.of(Traces.NODE), 1 + random.nextInt(5), seed);

    new Simulation(
            trace,
            setup,
            Traces.contender(pool -> {
              for (int node = 0; node < pool.nodes(); node++) {
                long plain = plain(pool, node);
                assertThat(pool.busyUntil(node)).as("seed %d", seed).isEqualTo(plain);
                known += plain >= 0 ? 1 : 0;
              }
              return Wish.NONE;
            }))
        .run(_ -> {});

    boolean much = trace.allocations() > 60;
    assertThat(known).as("seed %d: looks at which it is known", seed).isGreaterThan(much ? 0 : -1);
  }

  private static long plain(PoolView pool, int node) {
    long[] last = {-1};
    pool.eachRunning(
        node,
        (shape, startedAt) -> {
          long mean = pool.meanRuns(shape);
          if (mean >= 0) {
            last[0] = Math.max(last[0], Math.max(pool.now(), startedAt + mean));
          }
        });
    return last[0];
  }
}
