package nomadops.autoscaler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.facts.GroupFacts.Member;
import nomadops.autoscaler.facts.GroupFacts.State;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.GroupTerms;
import nomadops.autoscaler.policy.pool.KeepAlive;
import nomadops.autoscaler.policy.pool.Move.Cordon;
import org.junit.jupiter.api.Test;

/// Which nodes are given back first, and which are worth keeping a while.
class GivableTest {
  private final Scene scene = new Scene();

  @Test
  void ofEmptyNodesThoseOfTheGroupThatIsPreferredLeastGoFirst() {
    scene.node("a", 0);
    second("b");
    scene.edit("a", n -> n.idleSince = Optional.of(scene.now.minus(Duration.ofHours(1))));

    assertThat(closed()).containsExactly("b");
  }

  @Test
  void ofEmptyNodesTheDearestGoFirst() {
    scene.node("a", 0);
    second("b");
    scene.terms =
        scene.terms.with(
            Map.of(
                "asg", new GroupTerms(0, 0.4, Duration.ZERO),
                "second", new GroupTerms(0, 0.1, Duration.ZERO)));

    assertThat(closed()).containsExactly("a");
  }

  @Test
  void anEmptyNodeGoesBeforeADearOneThatIsBusy() {
    scene.node("a", 1);
    second("b");
    scene.terms = scene.terms.with(Map.of("asg", new GroupTerms(0, 9, Duration.ZERO)));

    assertThat(closed()).containsExactly("b");
  }

  @Test
  void aNodeIsKeptForAsLongAsItsNextStartWouldCost() {
    scene.node("a", 0);
    scene.bootLag = Duration.ofMinutes(6);
    scene.terms = keptAlive(KeepAlive.byCost(Duration.ofMinutes(4)));

    assertThat(closed()).containsExactly("a");
    scene.edit("a", n -> n.idleSince = Optional.of(scene.now.minusSeconds(599)));
    assertThat(closed()).isEmpty();
    scene.terms = keptAlive(KeepAlive.byCost(Duration.ZERO));
    assertThat(closed()).containsExactly("a");
  }

  @Test
  void beforeTheBootLagIsMeasuredTheConfiguredOneCounts() {
    scene.node("a", 0);
    scene.terms = keptAlive(KeepAlive.byCost(Duration.ZERO));

    scene.edit("a", n -> n.idleSince = Optional.of(scene.now.minusSeconds(119)));
    assertThat(closed()).isEmpty();
    scene.edit("a", n -> n.idleSince = Optional.of(scene.now.minusSeconds(121)));
    assertThat(closed()).containsExactly("a");
  }

  @Test
  void whatIsPaidByTheHourStaysUntilItsHourIsNearlyOver() {
    scene.node("a", 0);
    scene.terms = scene.terms.with(Map.of("asg", new GroupTerms(0, 0.2, Duration.ofHours(1))));
    // Launched an hour ago: its second hour begins.
    assertThat(closed()).isEmpty();
    scene.now = scene.now.plus(Duration.ofMinutes(53));
    assertThat(closed()).isEmpty();
    scene.now = scene.now.plus(Duration.ofMinutes(2));
    assertThat(closed()).containsExactly("a");
    scene.now = scene.now.plus(Duration.ofMinutes(6));
    assertThat(closed()).isEmpty();
  }

  private nomadops.autoscaler.policy.pool.PoolTerms keptAlive(KeepAlive keepAlive) {
    return scene.terms.with(scene.terms.scaleIn().with(keepAlive));
  }

  /// What one more decision closes when the pool needed one node less for a whole window.
  private List<String> closed() {
    scene.needed(scene.nodes.size() - 1);
    return Scene.moves(scene.step(), Cordon.class).stream().map(Cordon::node).toList();
  }

  /// An empty node of a second group.
  private void second(String id) {
    scene.nodes.add(scene.asNode(id, 0, true));
    Member member =
        new Member(
            "i-" + id,
            State.IN_SERVICE,
            true,
            false,
            Optional.of(scene.now.minus(Duration.ofHours(1))));
    scene.otherGroups.add(
        GroupSight.of(
            new GroupFacts(
                "second",
                1,
                0,
                100,
                List.of(member),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                scene.now)));
  }
}
