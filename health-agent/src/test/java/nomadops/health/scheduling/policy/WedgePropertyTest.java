package nomadops.health.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds whatever happens to three servers, their record and their clocks:
///
/// - two servers are never condemned at once
/// - none is condemned without a hand-over before, or more often than the rate
/// - nothing is done while the broker is paused, by who does not lead, or without quorum
/// - a cluster that is merely busy is never taken for wedged
class WedgePropertyTest {
  static long[] seeds() {
    return new Random(20261127).longs(40).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatMustNeverHappenDoesNotHappen(long seed) {
    WedgeWorld world = new WedgeWorld(seed);
    for (int i = 0; i < 20_000; i++) {
      world.tick();
    }
    assertThat(world.violations).as("seed %d", seed).isEmpty();
  }

  /// An attack that never comes near the walls proves nothing.
  @Test
  void allThatCanBeDecidedIsDecidedInTheseWorlds() {
    Map<String, Integer> done = new TreeMap<>();
    for (long seed : seeds()) {
      WedgeWorld world = new WedgeWorld(seed);
      for (int i = 0; i < 20_000; i++) {
        world.tick();
      }
      world.done.forEach((word, count) -> done.merge(word, count, Integer::sum));
    }
    assertThat(done.keySet())
        .contains("HandOver", "Condemn", "Absolve", "Watch", "condemned", "conflict", "lost")
        .contains("busy", "progress-unknown", "pause-unknown", "servers-unknown", "no-other")
        .contains("quorum", "record-unknown", "another", "rate", "late-busy");
  }
}
