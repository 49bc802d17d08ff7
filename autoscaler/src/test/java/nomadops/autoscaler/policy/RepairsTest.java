package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.Move.End;
import nomadops.autoscaler.policy.pool.Move.Forget;
import nomadops.autoscaler.policy.pool.Move.Replace;
import nomadops.autoscaler.policy.pool.Move.Uncordon;
import org.junit.jupiter.api.Test;

/// What went wrong is put right, and what is gone is forgotten.
class RepairsTest {
  private final Scene scene = new Scene();

  @Test
  void aNodeThatSomebodyElseOpenedOrDrainsIsNoLongerOurs() {
    scene.node("a", 1).needed(1);
    scene.remember("a", Duration.ofMinutes(5));

    assertThat(scene.step().moves())
        .containsExactly(new Forget("a", "it was opened by somebody else"));
  }

  @Test
  void aNodeThatSomebodyDrainedSinceIsNoLongerOursThoughItIsEmptyAndClosed() {
    scene.node("a", 4).closed("b", 0).waiting(2).needed(1);
    scene.edit("b", n -> n.lastDrain = Optional.of(scene.now.minus(Duration.ofMinutes(10))));

    PoolStep step = scene.step();

    assertThat(step.moves())
        .contains(new Forget("b", "it was drained by somebody else"))
        .noneMatch(m -> m instanceof Uncordon || m instanceof End);
  }

  @Test
  void aNodeWhoseMachineIsGoneIsForgotten() {
    scene.node("a", 1).needed(1);
    scene.remember("gone", Duration.ofMinutes(5));

    assertThat(scene.step().moves()).containsExactly(new Forget("gone", "its machine is gone"));
  }

  @Test
  void aMachineThatNeverBecomesANodeIsReplaced() {
    scene.node("a", 4).node("b", 4).member("lost", State.IN_SERVICE);
    scene.state = scene.step().next();
    assertThat(scene.step().account().strength().coming()).isEqualTo(1);
    scene.now = scene.now.plus(Duration.ofMinutes(11));

    PoolStep step = scene.step();

    assertThat(Scene.moves(step, Replace.class))
        .extracting(Replace::instance)
        .containsExactly("i-lost");
    assertThat(step.account().strength().lost()).isEqualTo(1);
  }

  @Test
  void whenHalfOfTheMachinesAreLostNoneIsReplaced() {
    scene.node("a", 4).node("b", 4);
    for (int i = 0; i < 3; i++) {
      scene.member("lost" + i, State.IN_SERVICE);
    }
    scene.state = scene.step().next();
    scene.now = scene.now.plus(Duration.ofMinutes(11));

    PoolStep step = scene.step();

    assertThat(Scene.moves(step, Replace.class)).isEmpty();
    assertThat(step.account().inHolds())
        .contains(
            "3 of 5 machines are not nodes: that is not the machines' fault, none is replaced");
  }

  @Test
  void whereNodesDoNotSayWhichMachineTheyAreNoneIsReplaced() {
    scene.member("a", State.IN_SERVICE);
    scene.nodes.add(scene.asNode("a", 4, true));
    scene.edit("a", n -> n.instance = Optional.empty());
    scene.state = scene.step().next();
    scene.now = scene.now.plus(Duration.ofMinutes(11));

    assertThat(Scene.moves(scene.step(), Replace.class)).isEmpty();
  }

  @Test
  void aNodeWhoseMachineWeEndedIsPurgedWhereThatIsWanted() {
    scene.node("a", 1).needed(1);
    scene.nodes.add(scene.asNode("gone", 0, false));
    scene.edit("gone", n -> n.status = PoolNode.Status.DOWN);
    scene.remember("gone", Duration.ofMinutes(5));
    scene.state =
        scene.state.after(
            new End("gone", "node-gone", "i-gone", "asg", ""), scene.now.minusSeconds(60));

    assertThat(scene.step().moves()).containsExactly(new Forget("gone", "its machine is gone"));

    scene.terms = scene.terms.with(scene.terms.scaleIn().withPurge());
    Move purge =
        new Move.Purge("gone", "node-gone", "i-gone", "we ended its machine, which is gone");
    assertThat(scene.step().moves()).containsExactly(purge);
    assertThat(scene.state.after(purge, scene.now).cordons()).isEmpty();
  }

  @Test
  void aNodeWhoseMachineWentByItselfIsNotPurged() {
    scene.node("a", 1).needed(1);
    scene.nodes.add(scene.asNode("gone", 0, false));
    scene.edit("gone", n -> n.status = PoolNode.Status.DOWN);
    scene.remember("gone", Duration.ofMinutes(5));
    scene.terms = scene.terms.with(scene.terms.scaleIn().withPurge());

    assertThat(scene.step().moves()).containsExactly(new Forget("gone", "its machine is gone"));
  }
}
