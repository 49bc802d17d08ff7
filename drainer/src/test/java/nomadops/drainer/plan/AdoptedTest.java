package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.TERMS;
import static nomadops.drainer.plan.World.facts;
import static nomadops.drainer.plan.World.ineligible;
import static nomadops.drainer.plan.World.node;
import static nomadops.drainer.plan.World.running;
import static nomadops.drainer.plan.World.spot;
import static nomadops.drainer.plan.World.terminating;
import static nomadops.drainer.plan.World.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Close;
import nomadops.drainer.plan.DrainDecision.Complete;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainDecision.Restore;
import nomadops.drainer.plan.DrainDecision.Wait;
import org.junit.jupiter.api.Test;

/** A drain that a former process began, as the next one takes it on. */
class AdoptedTest {
  private static final Duration KILL = Duration.ofSeconds(30);
  private static final Instant LATER = NOW.plusSeconds(20);
  private final DrainPlan plan = new DrainPlan(TERMS);

  /** What the former process left. */
  private NodeFacts left(Notice... notices) {
    Doomed doomed = Doomed.by(notices[0], NOW);
    for (Notice notice : notices) {
      doomed = doomed.with(notice);
    }
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    return told(node, (Drain) plan.step(doomed, facts(node), NOW).decision(), NOW);
  }

  private static Doomed adopted(NodeFacts left) {
    return Doomed.by(Ownership.adopted(List.of(left), World.INSTANCE).orElseThrow(), LATER);
  }

  private DrainDecision decide(Doomed doomed, NodeFacts node) {
    return plan.step(doomed, facts(node), LATER).decision();
  }

  private static NodeFacts with(NodeFacts node, String key, String value) {
    Map<String, String> meta = new HashMap<>(node.lastDrain().orElseThrow().meta());
    meta.put(key, value);
    return World.draining(node, node.drain().orElseThrow().forceDeadline(), meta);
  }

  @Test
  void aDrainThatRunsUnderOurNameIsAdoptedWithItsEnd() {
    Notice.Adopted notice = Ownership.adopted(List.of(left(spot())), World.INSTANCE).orElseThrow();
    assertThat(notice.deadline()).isEqualTo(NOW.plusSeconds(120));
  }

  @Test
  void whatIsOverOrAnothersOrAnOperatorsIsNotAdopted() {
    NodeFacts left = left(spot());
    assertThat(Ownership.adopted(List.of(node()), World.INSTANCE)).isEmpty();
    assertThat(Ownership.adopted(List.of(World.after(left, "complete", false)), World.INSTANCE))
        .isEmpty();
    assertThat(Ownership.adopted(List.of(with(left, Ownership.INSTANCE, "i-2")), World.INSTANCE))
        .isEmpty();
    assertThat(Ownership.adopted(List.of(with(left, Ownership.BY, "operator")), World.INSTANCE))
        .isEmpty();
    assertThat(Ownership.adopted(List.of(with(left, Ownership.DEADLINE, "soon")), World.INSTANCE))
        .isEmpty();
  }

  @Test
  void itIsFollowedToItsEndAndNotAskedForAgain() {
    NodeFacts left = left(terminating());
    assertThat(decide(adopted(left), left)).isInstanceOf(Wait.class);
    NodeFacts empty = World.after(told(ineligible(node()), drain(left), NOW), "complete", false);
    assertThat(((Close) decide(adopted(left), empty)).ending()).isEqualTo(Ending.DRAINED);
  }

  private Drain drain(NodeFacts left) {
    return new Drain(
        left.id(),
        Drain.Kind.START,
        Duration.ofMinutes(1),
        true,
        left.lastDrain().orElseThrow().meta(),
        "");
  }

  @Test
  void itsBudgetIsTheOneItHasHoweverLongADrainMayTakeNow() {
    Notice patient =
        new Notice.Requested(World.INSTANCE, NOW, "r1", Optional.of(NOW.plusSeconds(1_800)), "");
    NodeFacts left = left(patient);
    DrainPlan hasty =
        new DrainPlan(
            new Terms(
                TERMS.responses(), Duration.ofMinutes(5), TERMS.margin(), Duration.ZERO, true));
    DrainStep step = hasty.step(adopted(left), facts(left), LATER);
    assertThat(step.decision()).isInstanceOf(Wait.class);
    assertThat(step.next().deadline()).contains(NOW.plusSeconds(1_800));
  }

  @Test
  void theMessageThatComesAgainIsNoNewReasonAndItsHookIsCompleted() {
    NodeFacts left = left(terminating());
    Doomed both = adopted(left).with(terminating());
    assertThat(decide(both, left)).isInstanceOf(Wait.class);
    NodeFacts empty = World.after(told(ineligible(node()), drain(left), NOW), "complete", false);
    assertThat(((Complete) decide(both, empty)).hooks()).containsExactly(World.HOOK);
  }

  @Test
  void anOperatorWhoCancelsItIsRespected() {
    NodeFacts left = left(terminating());
    NodeFacts cancelled = World.after(left, "canceled", true);
    assertThat(decide(adopted(left), cancelled)).isInstanceOf(Wait.class);
    assertThat(decide(adopted(left).with(terminating()), cancelled)).isInstanceOf(Wait.class);
  }

  @Test
  void aFurtherNoticeShortensItAndTheReasonsThatItHadAreKept() {
    NodeFacts left = left(terminating());
    Drain shorter = (Drain) decide(adopted(left).with(spot()), left);
    assertThat(shorter.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(shorter.meta().get(Ownership.NOTICES))
        .isEqualTo(spot().key() + " " + terminating().key());
    assertThat(shorter.meta()).containsEntry(Ownership.RETURNS, "false");
  }

  @Test
  void oneThatMayComeBackStillMay() {
    NodeFacts left = left(World.maintenance(NOW.plusSeconds(600), false));
    NodeFacts slow = running(left, Duration.ofMinutes(2), "batch");
    Drain shorter = (Drain) decide(adopted(left), slow);
    assertThat(shorter.meta()).containsEntry(Ownership.RETURNS, "true");
  }

  @Test
  void aMaintenanceThatIsOverGivesTheNodeBackThoughItsDrainWasAdopted() {
    NodeFacts left = left(World.maintenance(NOW.plusSeconds(600), false));
    Doomed over = adopted(left).with(World.maintenance(NOW.plusSeconds(600), true));
    assertThat(decide(over, left)).isInstanceOf(Restore.class);
  }
}
