package nomadops.health.quarantine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds whatever happens:
///
/// - never more of a pool is quarantined than its budget
/// - never fewer than the minimum are left to take work by our hand
/// - never is a client opened that a person closed or touched
/// - a target that the whole fleet fails quarantines nobody
/// - silence and doubt quarantine nobody
/// - nothing is done without a leader, or on a stale view
class QuarantinePropertyTest {
  static long[] seeds() {
    return new Random(20261127).longs(16).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatMustNeverHappenDoesNotHappen(long seed) {
    QuarantineWorld world = new QuarantineWorld(seed, terms(seed));
    for (int i = 0; i < 1_500; i++) {
      world.tick();
    }
    assertThat(world.violations).as("seed %d", seed).isEmpty();
  }

  /// An attack that never comes near the walls proves nothing.
  @Test
  void allThatCanBeDecidedIsDecidedInTheseWorlds() {
    Map<String, Integer> done = new TreeMap<>();
    for (long seed : seeds()) {
      for (QuarantineTerms terms : List.of(terms(seed), tight())) {
        QuarantineWorld world = new QuarantineWorld(seed, terms);
        for (int i = 0; i < 250; i++) {
          world.tick();
        }
        world.done.forEach((word, count) -> done.merge(word, count, Integer::sum));
      }
    }
    assertThat(done.keySet())
        .contains("Quarantine", "Release", "Disown", "CommonCause", "share", "minimum-eligible")
        .contains("rate", "freeze", "no-leader", "stale-view", "settling", "common-cause")
        .contains("theirs", "draining", "ineligible", "not-ready", "override");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameFactsInAnyOrderComeToTheSameDecisions(long seed) {
    Random random = new Random(seed);
    Scene scene = Scene.of(2 + random.nextInt(30));
    List<String> ids = List.copyOf(scene.nodes.keySet());
    for (int i = 0; i < 4; i++) {
      scene.sick(ids.get(random.nextInt(ids.size())), random.nextBoolean() ? "docker" : "disk");
      scene.go(Duration.ofMinutes(random.nextInt(3)));
    }
    Instant now = scene.now.plus(Scene.STEP);
    QuarantinePolicy policy = new QuarantinePolicy(scene.terms);
    ClusterFacts facts = scene.facts();
    List<NodeFacts> shuffled = new ArrayList<>(facts.nodes());
    Collections.shuffle(shuffled, random);
    ClusterFacts same =
        new ClusterFacts(
            shuffled,
            facts.leaderSince(),
            facts.serversChangedAt(),
            facts.fresh(),
            facts.frozenUntil(),
            facts.dryRun());

    assertThat(policy.step(scene.state, same, now))
        .as("seed %d", seed)
        .isEqualTo(policy.step(scene.state, facts, now));
  }

  /// Such that the rate is the wall.
  static QuarantineTerms tight() {
    QuarantineTerms usual = QuarantineTerms.usual();
    return new QuarantineTerms(
        60,
        usual.fewest(),
        new QuarantineTerms.Rate(1, Duration.ofMinutes(30), 1),
        usual.common(),
        usual.waits());
  }

  /// Usual ones, or such that come to the walls more often.
  static QuarantineTerms terms(long seed) {
    Random random = new Random(seed);
    QuarantineTerms usual = QuarantineTerms.usual();
    return random.nextInt(12) == 0
        ? usual
        : new QuarantineTerms(
            40 + random.nextInt(25),
            new QuarantineTerms.Fewest(
                random.nextInt(8), 3 + random.nextInt(2), 1 + random.nextInt(4)),
            new QuarantineTerms.Rate(40, Duration.ofMinutes(30), 10),
            usual.common(),
            usual.waits());
  }
}
