package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.HOOK;
import static nomadops.drainer.plan.World.KILL;
import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.PLAN;
import static nomadops.drainer.plan.World.decide;
import static nomadops.drainer.plan.World.doomed;
import static nomadops.drainer.plan.World.facts;
import static nomadops.drainer.plan.World.ineligible;
import static nomadops.drainer.plan.World.node;
import static nomadops.drainer.plan.World.running;
import static nomadops.drainer.plan.World.terminating;
import static nomadops.drainer.plan.World.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Close;
import nomadops.drainer.plan.DrainDecision.Complete;
import nomadops.drainer.plan.DrainDecision.Cordon;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainDecision.Restore;
import nomadops.drainer.plan.DrainDecision.Wait;
import org.junit.jupiter.api.Test;

/// When a node is done with, and what its hooks are told.
class DrainEndTest {
  @Test
  void theHookIsCompletedOnlyWhenNothingRunsAnyMore() {
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts complete = World.after(told(node, (Drain) first.decision(), NOW), "complete", false);
    assertThat(decide(first.next(), facts(complete))).isInstanceOf(Wait.class);
    Facts empty = facts(running(complete, Duration.ZERO));
    Complete end = (Complete) decide(first.next(), empty);
    assertThat(end.ending()).isEqualTo(Ending.DRAINED);
    assertThat(end.hooks()).containsExactly(HOOK);
    assertThat(decide(first.next(), World.completed(empty))).isInstanceOf(Close.class);
  }

  @Test
  void everyOpenTokenOfAnInstanceIsCompleted() {
    HookRef other = new HookRef("workers", "logs", "token-2");
    Doomed doomed =
        doomed(terminating(), new Notice.Terminating(World.INSTANCE, NOW, other, false));
    Complete end = (Complete) decide(doomed, facts(ineligible(node())));
    assertThat(end.hooks()).containsExactly(HOOK, other);
  }

  @Test
  void systemJobsHoldNothingUp() {
    NodeFacts node = ineligible(running(node(), KILL, "system"));
    assertThat(decide(doomed(terminating()), facts(node))).isInstanceOf(Complete.class);
  }

  @Test
  void noneSeenIsNotNoneWithATokenThatDoesNotSeeEveryNamespace() {
    Facts blind = new Facts(List.of(ineligible(node())), Map.of(), true, false);
    assertThat(decide(doomed(terminating()), blind)).isInstanceOf(Drain.class);
  }

  @Test
  void allocationsThatAreNotKnownAreNotTakenForNone() {
    NodeFacts known = ineligible(node());
    NodeFacts unknown =
        new NodeFacts(
            known.id(),
            known.name(),
            "",
            "ready",
            false,
            Optional.empty(),
            Optional.empty(),
            8,
            Optional.empty());
    assertThat(decide(doomed(terminating()), facts(unknown))).isInstanceOf(Drain.class);
  }

  @Test
  void whenTheBudgetIsOverTheHookIsCompletedWithWorkLeft() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    Doomed doomed = doomed(terminating());
    DrainStep first = PLAN.step(doomed, facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    DrainStep over = PLAN.step(first.next(), facts(draining), NOW.plus(Duration.ofHours(1)));
    assertThat(((Complete) over.decision()).ending()).isEqualTo(Ending.OVERDUE);
  }

  @Test
  void anInstanceThatNomadDoesNotKnowIsLookedForAndThenLetGo() {
    Doomed doomed = doomed(terminating());
    assertThat(decide(doomed, facts())).isInstanceOf(Wait.class);
    DrainStep gone = PLAN.step(doomed, facts(), NOW.plusSeconds(61));
    assertThat(((Complete) gone.decision()).ending()).isEqualTo(Ending.NOTHING_THERE);
  }

  @Test
  void aNodeThatIsDownNeedsNoDrain() {
    NodeFacts down = World.status(running(node(), KILL, "service"), "down");
    Complete end = (Complete) decide(doomed(terminating()), facts(down));
    assertThat(end.ending()).isEqualTo(Ending.NOTHING_THERE);
  }

  @Test
  void theOldNodeOfAnInstanceDoesNotHideTheNewOne() {
    NodeFacts down = World.status(node(), "down");
    assertThat(decide(doomed(terminating()), facts(down, node()))).isInstanceOf(Cordon.class);
  }

  @Test
  void aNewInstanceIsWelcomedWhenItsNodeIsReady() {
    Doomed doomed = doomed(new Notice.Launching(World.INSTANCE, NOW, HOOK));
    assertThat(decide(doomed, facts())).isInstanceOf(Wait.class);
    assertThat(decide(doomed, facts(World.status(node(), "initializing"))))
        .isInstanceOf(Wait.class);
    assertThat(((Complete) decide(doomed, facts(node()))).ending()).isEqualTo(Ending.WELCOMED);
    assertThat(decide(doomed, World.completed(facts(node())))).isInstanceOf(Close.class);
  }

  @Test
  void anInstanceThatComesBackFromAWarmPoolTakesWorkAgain() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts drained = World.after(told(node, (Drain) first.decision(), NOW), "complete", false);
    Doomed back = doomed(new Notice.Launching(World.INSTANCE, NOW.plusSeconds(900), HOOK));
    assertThat(decide(back, facts(drained))).isInstanceOf(Restore.class);
  }
}
