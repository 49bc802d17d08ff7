package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import nomadops.autoscaler.facts.GroupFacts.LaunchFailure;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.GroupTerms;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.Move.Launch;
import nomadops.autoscaler.policy.pool.Move.Withdraw;
import nomadops.autoscaler.policy.pool.PoolState;
import org.junit.jupiter.api.Test;

/// Which groups launch: in their order, in their proportion, and never one that cannot.
class SpreadTest {
  private final Scene scene = new Scene();

  @Test
  void aGroupThatCannotLaunchLeavesItToTheNext() {
    scene.waiting(8);
    scene.standstills.add(
        new Standstill(Standstill.Kind.NO_LAUNCH, "the process Launch is suspended"));
    scene.group("second", 0);

    PoolStep step = scene.step();

    assertThat(Scene.moves(step, Launch.class)).extracting(Launch::group).containsExactly("second");
    assertThat(step.account().outHolds())
        .contains("group asg does not launch: the process Launch is suspended");
  }

  @Test
  void aStockoutIsWithdrawnAndFallsToTheNextGroupUntilTheBackoffEnds() {
    scene.waiting(8);
    scene.missing = 2;
    scene.failure =
        new LaunchFailure("activity-1", scene.now, true, "InsufficientInstanceCapacity");
    scene.group("second", 0);

    PoolStep step = scene.step();
    assertThat(Scene.moves(step, Withdraw.class))
        .singleElement()
        .satisfies(w -> assertThat(w.to()).isZero());
    assertThat(step.next().backoffs()).containsKey("asg");

    PoolState state = step.next();
    for (Move move : step.moves()) {
      state = state.after(move, scene.now.plusMillis(1));
    }
    scene.state = state;
    assertThat(Scene.moves(scene.step(), Launch.class))
        .extracting(Launch::group)
        .containsExactly("second");

    scene.now = scene.now.plusSeconds(61);
    scene.missing = 0;
    assertThat(Scene.moves(scene.step(), Launch.class))
        .extracting(Launch::group)
        .containsExactly("asg");
  }

  @Test
  void eachNewFailureDoublesTheBackoffAndASuccessEndsIt() {
    scene.failure = new LaunchFailure("activity-1", scene.now, true, "no capacity");
    scene.state = scene.step().next();
    assertThat(scene.state.backoffs().get("asg").until()).isEqualTo(scene.now.plusSeconds(60));
    scene.state = scene.step().next();
    assertThat(scene.state.backoffs().get("asg").failures()).isEqualTo(1);
    scene.failure = new LaunchFailure("activity-2", scene.now, true, "no capacity");
    scene.state = scene.step().next();
    assertThat(scene.state.backoffs().get("asg").until()).isEqualTo(scene.now.plusSeconds(120));
    scene.failure = null;
    assertThat(scene.step().next().backoffs()).isEmpty();
  }

  @Test
  void aGroupThatWasNotReadIsNotTouched() {
    scene.waiting(8);
    scene.trouble = "DescribeAutoScalingGroups: Throttling";
    scene.group("second", 0);

    assertThat(scene.launches()).extracting(Launch::group).containsExactly("second");
  }

  @Test
  void whereNothingIsKnownOfAGroupNothingIsDone() {
    scene.sized(3, 10).waiting(8);
    scene.otherGroups.add(GroupSight.troubled("third", Optional.empty(), "AccessDenied"));

    PoolStep step = scene.step();

    assertThat(step.moves()).isEmpty();
    assertThat(step.account().outHolds()).contains("nothing is known of group third: AccessDenied");
  }

  @Test
  void groupsWithWeightsShareInThatProportion() {
    weights(Map.of("asg", 3, "second", 1));
    scene.waiting(32).group("second", 0);

    assertThat(scene.launches())
        .containsExactly(new Launch("asg", 0, 6, ""), new Launch("second", 0, 2, ""));
  }

  @Test
  void whatIsThereCountsTowardsTheProportion() {
    weights(Map.of("asg", 1, "second", 1));
    scene.group("second", 0).node("a", 4).node("b", 4).waiting(16);

    assertThat(scene.launches())
        .containsExactly(new Launch("asg", 2, 3, ""), new Launch("second", 0, 3, ""));
  }

  @Test
  void aGroupThatCannotLaunchLeavesItsPartToThoseBesideIt() {
    weights(Map.of("asg", 9, "second", 1));
    scene.standstills.add(new Standstill(Standstill.Kind.NO_LAUNCH, "an instance refresh runs"));
    scene.waiting(8).group("second", 0).group("third", 0);

    assertThat(scene.launches()).containsExactly(new Launch("second", 0, 2, ""));
  }

  @Test
  void aGroupWithoutAWeightStandsAloneAndComesInItsOrder() {
    weights(Map.of("second", 1, "third", 1));
    scene.groupMax = 2;
    scene.waiting(24).group("second", 0).group("third", 0);

    assertThat(scene.launches())
        .containsExactly(
            new Launch("asg", 0, 2, ""),
            new Launch("second", 0, 2, ""),
            new Launch("third", 0, 2, ""));
  }

  /// Against a count by hand: no group is more than one machine from its part, unless what it had
  /// before was.
  @Test
  void fromNothingNoGroupIsAMachineFromItsPart() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      int nodes = 1 + random.nextInt(40);
      Scene one = new Scene();
      Map<String, GroupTerms> terms = new HashMap<>();
      List<Integer> weights =
          IntStream.range(0, 3).map(_ -> 1 + random.nextInt(9)).boxed().toList();
      List<String> names = List.of("asg", "second", "third");
      for (int i = 0; i < 3; i++) {
        terms.put(names.get(i), new GroupTerms(weights.get(i), 0, Duration.ZERO));
      }
      one.terms = one.terms.with(terms);
      one.waiting(4 * nodes).group("second", 0).group("third", 0);

      List<Launch> launches = one.launches();

      assertThat(launches.stream().mapToInt(Launch::to).sum()).as("seed %d", seed).isEqualTo(nodes);
      double sum = weights.stream().mapToInt(w -> w).sum();
      for (int i = 0; i < 3; i++) {
        String name = names.get(i);
        int got = launches.stream().filter(l -> l.group().equals(name)).mapToInt(Launch::to).sum();
        assertThat((double) got)
            .as("seed %d: %s of %s of %d", seed, name, weights, nodes)
            .isBetween(nodes * weights.get(i) / sum - 1, nodes * weights.get(i) / sum + 2);
      }
    }
  }

  private void weights(Map<String, Integer> weights) {
    Map<String, GroupTerms> terms = new HashMap<>();
    weights.forEach((name, weight) -> terms.put(name, new GroupTerms(weight, 0, Duration.ZERO)));
    scene.terms = scene.terms.with(terms);
  }
}
