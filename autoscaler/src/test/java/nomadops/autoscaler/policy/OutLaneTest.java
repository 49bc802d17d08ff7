package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.policy.pool.Account.Clamp;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.Move.Launch;
import nomadops.autoscaler.policy.pool.Move.Uncordon;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.shape.Shape;
import org.junit.jupiter.api.Test;

/// Growing: exactly what is missing, from where it can be had, within every limit.
class OutLaneTest {
  private final Scene scene = new Scene();

  @Test
  void fromNothingItLaunchesWhatTheQueueTakes() {
    scene.waiting(10);

    assertThat(scene.launches()).containsExactly(launch(0, 3));
  }

  @Test
  void roomThatIsThereAndMachinesThatComeCountFirst() {
    scene.node("a", 2).member("b", State.LAUNCHING).waiting(10);

    // Two fit on a, four on what comes; four are left.
    assertThat(scene.launches()).containsExactly(launch(2, 3));
  }

  @Test
  void whatWasAskedForAndIsNotThereYetIsNotAskedForAgain() {
    scene.waiting(10);
    scene.missing = 3;

    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void whatWeToldAGroupCountsBeforeItShows() {
    scene.waiting(10);
    scene.state = scene.state.after(launch(0, 3), scene.now.plusMillis(1));

    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void aNodeThatWeClosedIsOpenedBeforeAnyIsLaunched() {
    scene.closed("a", 1).waiting(3);

    PoolStep step = scene.step();

    assertThat(step.moves())
        .containsExactly(new Uncordon("a", "node-a", "work waits that it has room for"));
  }

  @Test
  void theEmptiestOfOursIsOpenedAndNoMoreThanNeeded() {
    scene.closed("a", 3).closed("b", 0).waiting(4);

    assertThat(Scene.moves(scene.step(), Uncordon.class))
        .extracting(Uncordon::node)
        .containsExactly("b");
  }

  @Test
  void aDrainUnderWayDoesNotHoldUpGrowth() {
    scene.closed("a", 4).waiting(8);

    assertThat(scene.launches()).containsExactly(launch(1, 3));
  }

  @Test
  void aNodeThatAnOperatorClosedIsNoCapacity() {
    scene.nodes.add(scene.asNode("a", 0, false));
    scene.member("a", State.IN_SERVICE).waiting(4);

    assertThat(scene.launches()).containsExactly(launch(1, 2));
  }

  @Test
  void workThatHasJustComeDoesNotCountYet() {
    scene.waiting(10, Scene.QUARTER, Duration.ofSeconds(2));

    PoolStep step = scene.step();

    assertThat(step.moves()).isEmpty();
    assertThat(step.account().demand().early()).hasSize(1);
  }

  @Test
  void shortWorkGetsFewerNodesThanItWouldFillAtOnce() {
    scene.bootLag = Duration.ofSeconds(30);
    scene.queued.add(
        scene.queued(400, Scene.QUARTER, Duration.ofSeconds(10), Duration.ofSeconds(15)));

    PoolStep step = scene.step();

    assertThat(step.account().demand().packed().nodes()).isEqualTo(100);
    Launch launch = Scene.moves(step, Launch.class).getFirst();
    // Rounds of 15 s from 30 s to 110 s: six.
    assertThat(launch.to()).isBetween(16, 20);
  }

  @Test
  void aQueueThatThePresentNodesClearInTimeBuysNothing() {
    scene.node("a", 4).waiting(4);
    assertThat(scene.launches()).containsExactly(launch(1, 2));

    scene.edit("a", node -> node.busyUntil = Optional.of(scene.now.plusSeconds(20)));
    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void itNeverExceedsMaxNorTheGroupsOwn() {
    scene.sized(0, 2).waiting(100);
    PoolStep step = scene.step();
    assertThat(Scene.launches(step)).containsExactly(launch(0, 2));
    assertThat(step.account().clamps())
        .contains(new Clamp("launch", 25, 2, "at most 2 (max), and it has 0"));

    scene.sized(0, 50);
    scene.groupMax = 7;
    step = scene.step();
    assertThat(Scene.launches(step)).containsExactly(launch(0, 7));
    assertThat(step.account().outHolds()).contains("group asg may have 7 machines and has 0");
  }

  @Test
  void minIsKeptWhateverIsQueuedOrKnown() {
    scene.sized(3, 10);
    scene.queueAge = Duration.ofHours(1);
    scene.nodesAge = Duration.ofHours(1);
    scene.pressure = new Pressure(true, 0, false);

    assertThat(scene.launches()).containsExactly(launch(0, 3));
  }

  @Test
  void aFloorRaisesAndACeilingLowersAndNeitherLeavesMinAndMax() {
    scene.sized(1, 10);
    scene.bounds = floor(6);
    assertThat(scene.launches()).containsExactly(launch(0, 6));
    scene.bounds = floor(60);
    assertThat(scene.launches()).containsExactly(launch(0, 10));
    scene.bounds =
        new Bounds(Optional.empty(), Optional.of(new Bounds.Bound(4, "schedule nights")));
    scene.waiting(100);
    assertThat(scene.launches()).containsExactly(launch(0, 4));
    scene.bounds =
        new Bounds(Optional.empty(), Optional.of(new Bounds.Bound(0, "schedule nights")));
    assertThat(scene.launches()).containsExactly(launch(0, 1));
  }

  @Test
  void staleFactsBuyNothing() {
    scene.waiting(10);
    scene.queueAge = Duration.ofSeconds(91);
    assertThat(scene.step().account().outHolds())
        .contains("the queue was last seen 91 s ago (more than 90 s)");
    assertThat(scene.launches()).isEmpty();
    scene.queueAge = Duration.ZERO;
    scene.nodesAge = Duration.ofSeconds(91);
    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void aPausedBrokerBuysNothing() {
    scene.waiting(10);
    scene.pressure = new Pressure(true, 0, true);

    assertThat(scene.launches()).isEmpty();
    assertThat(scene.step().account().outHolds()).anyMatch(h -> h.contains("broker is paused"));
  }

  @Test
  void aPauseStopsEverythingAndSaysWhose() {
    scene.sized(3, 10).waiting(10);
    scene.paused = "by ada, for the upgrade";

    PoolStep step = scene.step();

    assertThat(step.moves()).isEmpty();
    assertThat(step.account().outHolds()).contains("paused: by ada, for the upgrade");
  }

  @Test
  void withoutATemplateNothingIsBoughtForTheQueueAndItSaysWhatToDo() {
    scene.waiting(10);
    scene.template = null;

    PoolStep step = scene.step();

    assertThat(step.moves()).isEmpty();
    assertThat(step.account().outHolds()).anyMatch(h -> h.contains("none is configured"));
  }

  @Test
  void workThatOughtToFitAndIsNotPlacedGetsNewNodesAfterAWhile() {
    scene.node("a", 0).waiting(2);
    PoolStep step = scene.step();
    assertThat(step.moves()).isEmpty();

    scene.state = step.next();
    scene.now = scene.now.plusSeconds(61);
    scene.queued.clear();
    scene.waiting(2, Scene.QUARTER, Duration.ofSeconds(81));

    assertThat(scene.launches()).containsExactly(launch(1, 2));
  }

  @Test
  void workThatGetsLessIsPlacedAndTrusted() {
    scene.node("a", 0).waiting(4);
    PoolStep step = scene.step();
    scene.state = step.next();
    scene.now = scene.now.plusSeconds(40);
    scene.queued.clear();
    scene.waiting(3, Scene.QUARTER, Duration.ofSeconds(60));
    scene.state = scene.step().next();
    scene.now = scene.now.plusSeconds(40);
    scene.queued.clear();
    scene.waiting(3, Scene.QUARTER, Duration.ofSeconds(100));

    assertThat(scene.launches()).isEmpty();
  }

  @Test
  void theBudgetOfAMinuteIsKeptAndFillsAgain() {
    scene.terms = withLaunches(5);
    scene.state = PoolState.first(scene.terms, scene.now);
    scene.waiting(100);
    PoolStep first = scene.step();
    assertThat(Scene.launches(first)).containsExactly(launch(0, 5));

    scene.state = first.next().after(first.moves().getFirst(), scene.now);
    scene.now = scene.now.plusSeconds(24);
    scene.missing = 5;

    assertThat(scene.launches()).containsExactly(launch(5, 7));
  }

  @Test
  void theCapOnAllPoolsIsKept() {
    scene.waiting(100);
    scene.room = 4;

    assertThat(scene.launches()).containsExactly(launch(0, 4));
  }

  @Test
  void spareNodesAreKeptReadyBesideTheWork() {
    scene.terms = withSpare(2);
    scene.node("a", 4).waiting(2);

    assertThat(scene.launches()).containsExactly(launch(1, 4));
  }

  @Test
  void theAccountNamesTheBinsAndTheLowerBound() {
    scene.waiting(9).waiting(1, Shape.of(Resources.of(3_000, 100)), Duration.ofSeconds(9));

    var demand = scene.step().account().demand();

    assertThat(demand.packed().nodes()).isEqualTo(3);
    assertThat(demand.lowerBound()).isEqualTo(3);
    assertThat(demand.packed().fresh()).hasSize(2);
  }

  private static Launch launch(int from, int to) {
    return new Launch("asg", from, to, "");
  }

  private static Bounds floor(int nodes) {
    return new Bounds(Optional.of(new Bounds.Bound(nodes, "schedule days")), Optional.empty());
  }

  private PoolTerms withLaunches(int perMinute) {
    return scene.terms.with(new PoolTerms.Budgets(perMinute, 50));
  }

  private PoolTerms withSpare(int spare) {
    return scene.terms.with(PoolTerms.Size.between(0, 100).withSpare(spare));
  }
}
