package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import nomadops.autoscaler.policy.pool.GroupTerms;
import nomadops.autoscaler.policy.pool.KeepAlive;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.policy.season.Season;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random work, failures, stale facts, lost answers and restarts, and then calm.
class PoolPlanPropertyTest {

  static long[] seeds() {
    return new Random(20261129).longs(30).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverBelowMinNorAboveMaxAndNoNodeEndsWithWorkAndInTheEndAllWorkRanAndMinIsLeft(long seed) {
    PoolTerms terms = terms(seed);
    PoolWorld world = new PoolWorld(seed, terms);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      if (random.nextInt(12) == 0) {
        world.submit(random.nextInt(30), 300);
      }
      world.tick();
    }
    assertThat(world.violations).as("seed %d", seed).isEmpty();

    world.calm = true;
    for (int i = 0; i < 1_500; i++) {
      world.tick();
    }
    assertThat(world.violations).as("seed %d", seed).isEmpty();
    assertThat(world.queued()).as("queued, seed %d", seed).isZero();
    assertThat(world.running()).as("running, seed %d", seed).isZero();
    assertThat(world.serving()).as("machines, seed %d", seed).isEqualTo(terms.size().min());
    assertThat(world.closed()).as("closed nodes, seed %d", seed).isZero();
    assertThat(world.ends).as("ends, seed %d", seed).isPositive();
  }

  /// Usual ones, or with what keeps more or ends otherwise.
  private static PoolTerms terms(long seed) {
    PoolTerms usual = PoolTerms.usual("batch", Math.floorMod(seed, 3), 12);
    Random random = new Random(seed);
    if (random.nextBoolean()) {
      usual = usual.with(usual.size().withHeadroom(2).withBlind(5).withSeason(Season.DAY));
    }
    if (random.nextBoolean()) {
      usual = usual.with(usual.scaleIn().withPurge().with(KeepAlive.byCost(Duration.ofMinutes(1))));
    }
    return random.nextBoolean()
        ? usual.with(Map.of("asg", new GroupTerms(0, 1, Duration.ofMinutes(20))))
        : usual;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void restartsAtAnyPointComeToTheSamePool(long seed) {
    Random random = new Random(seed);
    int work = 1 + random.nextInt(40);
    PoolWorld world = new PoolWorld(seed, PoolTerms.usual("batch", 1, 12));
    world.calm = true;
    world.submitForever(work);
    for (int i = 0; i < 200; i++) {
      if (random.nextInt(8) == 0) {
        world.restart();
      }
      world.tick();
    }
    assertThat(world.violations).as("seed %d", seed).isEmpty();
    assertThat(world.queued()).as("seed %d", seed).isZero();
    assertThat(world.serving()).as("seed %d", seed).isEqualTo((work + 3) / 4);
  }
}
