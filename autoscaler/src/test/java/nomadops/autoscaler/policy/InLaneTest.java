package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.Standstill;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.policy.pool.Bounds;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.Move.Cordon;
import nomadops.autoscaler.policy.pool.Move.End;
import nomadops.autoscaler.policy.pool.Move.Uncordon;
import nomadops.autoscaler.policy.pool.PoolTerms;
import org.junit.jupiter.api.Test;

/// Shrinking: only what was not needed for a whole window, only what is empty, and never on doubt.
class InLaneTest {
  private final Scene scene = new Scene();

  @Test
  void whatWasNotNeededForAWholeWindowIsClosedTheIdlestFirst() {
    scene.node("a", 2).node("b", 0).node("c", 0).needed(1);
    scene.edit("c", n -> n.idleSince = Optional.of(scene.now.minus(Duration.ofMinutes(20))));

    assertThat(Scene.moves(scene.step(), Cordon.class))
        .singleElement()
        .satisfies(c -> {
          assertThat(c.node()).isEqualTo("c");
          assertThat(c.instance()).isEqualTo("i-c");
          assertThat(c.group()).isEqualTo("asg");
          assertThat(c.reason()).contains("empty");
        });
  }

  @Test
  void theFirstLookDecidesNothing() {
    scene.node("a", 0).node("b", 0);

    PoolStep step = scene.step();

    assertThat(step.moves()).isEmpty();
    assertThat(step.account().inHolds())
        .contains("the window of 300 s has not been seen wholly yet");
  }

  @Test
  void aPeakWithinTheWindowKeepsItsNodes() {
    scene.node("a", 0).node("b", 0).needed(2);

    assertThat(scene.step().moves()).isEmpty();
  }

  @Test
  void busyNodesAreClosedTooAndTheirWorkRunsOn() {
    scene.terms = percent(100);
    scene.node("a", 1).node("b", 1).node("c", 1).node("d", 3).needed(2);

    var cordons = Scene.moves(scene.step(), Cordon.class);

    assertThat(cordons).hasSize(2).noneMatch(c -> c.node().equals("d"));
    assertThat(cordons.getFirst().reason()).contains("1 allocations run to their end");
    assertThat(Scene.moves(scene.step(), End.class)).isEmpty();
  }

  @Test
  void noMoreThanTheAllowedPartIsClosedAtATime() {
    for (int i = 0; i < 20; i++) {
      scene.node("n" + i, 0);
    }
    scene.needed(0);

    PoolStep step = scene.step();

    assertThat(Scene.moves(step, Cordon.class)).hasSize(4);
    assertThat(step.account().inHolds())
        .contains("20 nodes are not needed; 4 may be closed at a time (cordon-percent 20)");
  }

  @Test
  void aClosedNodeEndsOnceItIsEmptyAndNotBefore() {
    scene.node("a", 1).closed("b", 1).needed(1);
    assertThat(Scene.moves(scene.step(), End.class)).isEmpty();

    scene.nodes.replaceAll(n -> n.id().equals("b") ? scene.asNode("b", 0, false) : n);
    assertThat(Scene.moves(scene.step(), End.class))
        .containsExactly(
            new End("b", "node-b", "i-b", "asg", "it is closed and empty, and was not needed"));
  }

  @Test
  void factsFromBeforeTheClosingDoNotShowThatItIsEmpty() {
    scene.node("a", 1).needed(1);
    scene.member("b", State.IN_SERVICE);
    scene.nodes.add(scene.asNode("b", 0, false));
    scene.remember("b", Duration.ofSeconds(5));
    scene.nodesAge = Duration.ofSeconds(6);

    assertThat(Scene.moves(scene.step(), End.class)).isEmpty();
  }

  @Test
  void aClosedNodeThatWorkWaitsForIsOpenedAndNotEnded() {
    scene.node("a", 4).closed("b", 0).waiting(1).needed(1);

    assertThat(scene.step().moves())
        .singleElement()
        .isInstanceOfSatisfying(Uncordon.class, u -> assertThat(u.node()).isEqualTo("b"));
  }

  @Test
  void minIsKept() {
    scene.sized(2, 10).node("a", 0).node("b", 0).node("c", 0).needed(0);
    assertThat(Scene.moves(scene.step(), Cordon.class)).hasSize(1);

    Scene closed = new Scene().sized(2, 10).node("a", 0).closed("b", 0).needed(0);
    PoolStep step = closed.step();
    // Two machines are the least, so the closed one is opened again.
    assertThat(Scene.moves(step, End.class)).isEmpty();
    assertThat(Scene.moves(step, Uncordon.class)).hasSize(1);
  }

  @Test
  void aFloorKeepsNodesToo() {
    scene.node("a", 0).node("b", 0).needed(0);
    scene.bounds = new Bounds(Optional.of(new Bounds.Bound(2, "schedule days")), Optional.empty());

    assertThat(scene.step().moves()).isEmpty();
  }

  @Test
  void aboveMaxNodesAreGivenBackOnceTheyAreEmpty() {
    scene.sized(0, 2).node("a", 1).node("b", 1).node("c", 4).needed(3);

    assertThat(Scene.moves(scene.step(), Cordon.class)).hasSize(1);
    assertThat(Scene.moves(scene.step(), End.class)).isEmpty();
  }

  @Test
  void neitherNewNorBrieflyIdleNorKeptNorGuardedNodesAreClosed() {
    scene.terms = percent(100);
    scene.node("new", 0).node("idle", 0).node("kept", 0).node("free", 0).needed(0);
    scene.edit("new", n -> n.registeredAt = scene.now.minus(Duration.ofMinutes(4)));
    scene.edit("idle", n -> n.idleSince = Optional.of(scene.now.minus(Duration.ofMinutes(2))));
    scene.edit("kept", n -> n.keep = true);
    scene.members.add(new Member("i-guarded", State.IN_SERVICE, true, true, Optional.empty()));
    scene.nodes.add(scene.asNode("guarded", 0, true));
    scene.nodes.add(scene.asNode("nameless", 0, true));
    scene.edit("nameless", n -> n.instance = Optional.empty());

    assertThat(Scene.moves(scene.step(), Cordon.class))
        .extracting(Cordon::node)
        .containsExactly("free");
  }

  @Test
  void aClosedNodeThatIsToBeKeptSinceIsOpenedAgain() {
    scene.node("b", 1).closed("a", 0).needed(1);
    scene.edit("a", n -> n.keep = true);

    assertThat(scene.step().moves()).containsExactly(new Uncordon("a", "node-a", Givable.KEPT));
  }

  @Test
  void aNodeThatIsInNoGroupOfThePoolIsNeverClosed() {
    scene.nodes.add(scene.asNode("foreign", 0, true));
    scene.needed(0);

    assertThat(scene.step().moves()).isEmpty();
  }

  @Test
  void nothingIsGivenBackOnDoubt() {
    scene.node("a", 0).closed("b", 0).needed(0);
    assertThat(gives()).isTrue();

    scene.queueAge = Duration.ofMinutes(2);
    assertThat(gives()).isFalse();
    scene.queueAge = Duration.ZERO;
    scene.nodesAge = Duration.ofMinutes(2);
    assertThat(gives()).isFalse();
    scene.nodesAge = Duration.ZERO;
    scene.pressure = new Pressure(false, 501, true);
    assertThat(gives()).isFalse();
    scene.pressure = new Pressure(true, 0, true);
    assertThat(gives()).isFalse();
    scene.pressure = new Pressure(false, 0, false);
    assertThat(gives()).isFalse();
    scene.pressure = Pressure.NONE;
    scene.trouble = "Throttling";
    assertThat(gives()).isFalse();
    scene.trouble = null;
    scene.doubts.add("prometheus: connection refused");
    assertThat(gives()).isFalse();
    scene.doubts.clear();
    scene.paused = "by ada";
    assertThat(gives()).isFalse();
    scene.paused = null;
    scene.standstills.add(
        new Standstill(Standstill.Kind.NEITHER, "an instance refresh is in progress"));
    assertThat(gives()).isFalse();
    assertThat(scene.step().account().inHolds())
        .contains("node-b is empty and is not ended: an instance refresh is in progress");
  }

  @Test
  void afterADoubtTheWindowBeginsAnew() {
    scene.node("a", 0).needed(0);
    scene.queueAge = Duration.ofMinutes(2);
    scene.state = scene.step().next();
    scene.queueAge = Duration.ZERO;

    assertThat(scene.step().moves()).isEmpty();
  }

  @Test
  void aGroupAtItsOwnMinGivesNothing() {
    scene.groupMin = 1;
    scene.node("a", 0).closed("b", 0).needed(0);
    assertThat(gives()).isTrue();

    scene.groupMin = 2;
    PoolStep step = scene.step();
    assertThat(Scene.moves(step, End.class)).isEmpty();
    assertThat(step.account().inHolds())
        .contains("node-b is empty and is kept: its group is at its min size");
  }

  @Test
  void whatDoesNotGetEmptyTakesWorkAgain() {
    scene.node("a", 1).needed(1);
    scene.member("b", State.IN_SERVICE);
    scene.nodes.add(scene.asNode("b", 1, false));
    scene.remember("b", Duration.ofMinutes(61));

    assertThat(scene.step().moves())
        .containsExactly(new Uncordon("b", "node-b", "it did not get empty within 60 min"));
  }

  @Test
  void anEndThatWasNotSeenToHappenIsAskedForAgain() {
    scene.node("a", 1).closed("b", 0).needed(1);
    scene.state =
        scene.state.after(new End("b", "node-b", "i-b", "asg", ""), scene.now.minusSeconds(60));
    assertThat(Scene.moves(scene.step(), End.class)).isEmpty();

    scene.now = scene.now.plusSeconds(61);
    assertThat(Scene.moves(scene.step(), End.class))
        .singleElement()
        .satisfies(e -> assertThat(e.reason()).contains("still serves"));
  }

  private boolean gives() {
    return scene.step().moves().stream()
        .anyMatch(m -> m instanceof Move.End || m instanceof Move.Cordon);
  }

  private PoolTerms percent(int percent) {
    return scene.terms.with(scene.terms.scaleIn().withCordonPercent(percent));
  }
}
