package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.HOOK;
import static nomadops.drainer.plan.World.MARGIN;
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

class DrainPlanTest {
  private static final Duration KILL = Duration.ofSeconds(30);
  private final DrainPlan plan = new DrainPlan(TERMS);

  private DrainDecision decide(Doomed doomed, Facts facts) {
    return plan.step(doomed, facts, NOW).decision();
  }

  private static Doomed doomed(Notice... notices) {
    Doomed doomed = Doomed.by(notices[0], NOW);
    for (Notice notice : notices) {
      doomed = doomed.with(notice);
    }
    return doomed;
  }

  @Test
  void aNodeIsCordonedBeforeItIsDrained() {
    assertThat(decide(doomed(terminating()), facts(node()))).isInstanceOf(Cordon.class);
  }

  @Test
  void noneIsDrainedWhileAnotherOfItsBatchTakesNewWork() {
    Facts facts =
        new Facts(List.of(ineligible(running(node(), KILL, "service"))), Map.of(), false, true);
    assertThat(decide(doomed(terminating()), facts)).isInstanceOf(Wait.class);
  }

  @Test
  void theDeadlineLeavesTimeToStopWhatIsLeft() {
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    Drain drain = (Drain) decide(doomed(spot()), facts(node));
    assertThat(drain.kind()).isEqualTo(Drain.Kind.START);
    assertThat(drain.deadline()).isEqualTo(Duration.ofMinutes(2).minus(MARGIN).minus(KILL));
  }

  @Test
  void aDrainThatBeganBeforeAnyoneLookedIsBroughtForwardOnceWhereStoppingTakesLonger() {
    NodeFacts unseen = World.unseen(ineligible(node()));
    DrainStep first = plan.step(doomed(spot()), facts(unseen), NOW);
    Drain drain = (Drain) first.decision();
    assertThat(drain.deadline())
        .as("Nomad's usual kill_timeout")
        .isEqualTo(Duration.ofMinutes(2).minus(MARGIN).minusSeconds(5));
    NodeFacts usual = told(running(node(), Duration.ofSeconds(5), "service"), drain, NOW);
    assertThat(plan.step(first.next(), facts(usual), NOW).decision()).isInstanceOf(Wait.class);
    NodeFacts slow = told(running(node(), KILL, "service"), drain, NOW);
    DrainStep second = plan.step(first.next(), facts(slow), NOW);
    Drain sooner = (Drain) second.decision();
    assertThat(sooner.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(sooner.deadline()).isEqualTo(Duration.ofMinutes(2).minus(MARGIN).minus(KILL));
    NodeFacts again = told(slow, sooner, NOW);
    assertThat(plan.step(second.next(), facts(again), NOW).decision()).isInstanceOf(Wait.class);
  }

  @Test
  void aDrainThatIsUnderWayIsNotAskedForAgain() {
    Doomed doomed = doomed(spot());
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    DrainStep first = plan.step(doomed, facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    for (int second = 0; second < 60; second++) {
      DrainStep next = plan.step(first.next(), facts(draining), NOW.plusSeconds(second));
      assertThat(next.decision()).isInstanceOf(Wait.class);
    }
  }

  @Test
  void aDrainIsNotAskedForAgainAlthoughNomadsClockDiffers() {
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    DrainStep first = plan.step(doomed(spot()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW.plusSeconds(600));
    assertThat(plan.step(first.next(), facts(draining), NOW.plusSeconds(3)).decision())
        .isInstanceOf(Wait.class);
  }

  @Test
  void aRestartGoesOnWithTheDrainAndItsDeadline() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    Instant later = NOW.plusSeconds(1800);
    DrainStep again = plan.step(Doomed.by(terminating(), later), facts(draining), later);
    assertThat(again.decision()).isInstanceOf(Wait.class);
    assertThat(again.next().deadline()).isEqualTo(first.next().deadline());
  }

  @Test
  void aNoticeWithLessTimeShortensTheDrain() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    Drain shorter = (Drain) decide(first.next().with(spot()), facts(draining));
    assertThat(shorter.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(shorter.deadline()).isEqualTo(Duration.ofSeconds(80));
  }

  @Test
  void aNoticeWithMoreTimeChangesNothing() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(spot()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    DrainStep next = plan.step(first.next().with(terminating()), facts(draining), NOW);
    assertThat(next.decision()).isInstanceOf(Wait.class);
    assertThat(next.next().deadline()).contains(NOW.plusSeconds(120));
  }

  @Test
  void aStateThatIsTheEndForcesTheDrain() {
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    Notice stopping = new Notice.StateChange(World.INSTANCE, NOW.minusSeconds(3), "shutting-down");
    Drain drain = (Drain) decide(doomed(stopping), facts(node));
    assertThat(drain.deadline()).isNegative();
  }

  @Test
  void aHookThatIsGoneMeansThatTheInstanceGoesNow() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    HookFacts gone =
        new HookFacts(HookFacts.State.GONE, Optional.empty(), Optional.of(NOW.minusSeconds(1)));
    Drain forced = (Drain) decide(first.next(), World.hook(facts(draining), gone));
    assertThat(forced.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(forced.deadline()).isNegative();
  }

  @Test
  void theHookIsCompletedOnlyWhenNothingRunsAnyMore() {
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
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
  void aDrainThatSysbatchStallsIsEnded() {
    NodeFacts node = ineligible(running(node(), KILL, "sysbatch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts empty = running(told(node, (Drain) first.decision(), NOW), Duration.ZERO);
    assertThat(decide(first.next(), facts(empty))).isInstanceOf(Wait.class);
    Instant later = NOW.plusSeconds(6);
    Drain nudge = (Drain) plan.step(first.next(), facts(empty), later).decision();
    assertThat(nudge.kind()).isEqualTo(Drain.Kind.NUDGE);
    assertThat(nudge.deadline()).as("not at once: it may be blind").isPositive();
    assertThat(plan.step(first.next(), facts(told(empty, nudge, later)), later).decision())
        .as("not again at once")
        .isInstanceOf(Wait.class);
  }

  @Test
  void aDrainIsNotTakenForStalledByATokenThatDoesNotSeeEveryNamespace() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts hidden = running(told(node, (Drain) first.decision(), NOW), Duration.ZERO);
    Facts blind = new Facts(List.of(hidden), Map.of(), true, false);
    assertThat(plan.step(first.next(), blind, NOW.plusSeconds(60)).decision())
        .as("each nudge would take 5 s off the time of what it does not see")
        .isInstanceOf(Wait.class);
  }

  @Test
  void aDrainThatAnOperatorCancelledIsLeftAlone() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts cancelled = World.after(told(node, (Drain) first.decision(), NOW), "canceled", true);
    Wait left = (Wait) decide(first.next(), facts(cancelled));
    assertThat(left.reason()).contains("an operator cancelled");
  }

  @Test
  void aFurtherNoticeAfterACancelIsANewReason() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts cancelled = World.after(told(node, (Drain) first.decision(), NOW), "canceled", true);
    assertThat(decide(first.next().with(spot()), facts(cancelled))).isInstanceOf(Cordon.class);
  }

  @Test
  void anOperatorsOwnDrainIsAdopted() {
    NodeFacts draining =
        World.draining(
            running(node(), KILL, "batch"), Optional.of(NOW.plusSeconds(30)), Map.of("by", "ann"));
    assertThat(decide(doomed(terminating()), facts(draining))).isInstanceOf(Wait.class);
  }

  @Test
  void anOperatorsOwnDrainIsShortenedWhenTheInstanceGoesSooner() {
    NodeFacts draining = World.draining(running(node(), KILL, "batch"), Optional.empty(), Map.of());
    Drain drain = (Drain) decide(doomed(spot()), facts(draining));
    assertThat(drain.kind()).isEqualTo(Drain.Kind.SHORTEN);
  }

  @Test
  void whenTheBudgetIsOverTheHookIsCompletedWithWorkLeft() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    Doomed doomed = doomed(terminating());
    DrainStep first = plan.step(doomed, facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    DrainStep over = plan.step(first.next(), facts(draining), NOW.plus(Duration.ofHours(1)));
    assertThat(((Complete) over.decision()).ending()).isEqualTo(Ending.OVERDUE);
  }

  @Test
  void anInstanceThatNomadDoesNotKnowIsLookedForAndThenLetGo() {
    Doomed doomed = doomed(terminating());
    assertThat(decide(doomed, facts())).isInstanceOf(Wait.class);
    DrainStep gone = plan.step(doomed, facts(), NOW.plusSeconds(61));
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
  void aRebalanceOnlyKeepsNewWorkAway() {
    Doomed doomed = doomed(new Notice.Rebalance(World.INSTANCE, NOW));
    assertThat(decide(doomed, facts(node()))).isInstanceOf(Cordon.class);
    Close end = (Close) decide(doomed, facts(ineligible(running(node(), KILL, "batch"))));
    assertThat(end.ending()).isEqualTo(Ending.CORDONED);
  }

  @Test
  void aMaintenanceIsDrainedForAheadOfItsTime() {
    Doomed doomed = doomed(World.maintenance(NOW.plus(Duration.ofDays(14)), false));
    assertThat(decide(doomed, facts(node()))).isInstanceOf(Wait.class);
    Instant ahead = NOW.plus(Duration.ofDays(14)).minus(Duration.ofMinutes(59));
    assertThat(plan.step(doomed, facts(node()), ahead).decision()).isInstanceOf(Cordon.class);
  }

  @Test
  void aMaintenanceThatIsOverGivesTheNodeBack() {
    Notice planned = World.maintenance(NOW.plusSeconds(600), false);
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = plan.step(doomed(planned), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    Doomed over = first.next().with(World.maintenance(NOW.plusSeconds(600), true));
    assertThat(decide(over, facts(draining))).isInstanceOf(Restore.class);
    NodeFacts back = World.after(draining, "canceled", true);
    assertThat(((Close) decide(over, facts(back))).ending()).isEqualTo(Ending.RESTORED);
  }

  @Test
  void aNodeThatSomebodyElseTookOutIsNotGivenBack() {
    Doomed over = doomed(World.maintenance(NOW, false)).with(World.maintenance(NOW, true));
    assertThat(decide(over, facts(ineligible(node())))).isInstanceOf(Close.class);
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
    DrainStep first = plan.step(doomed(terminating()), facts(node), NOW);
    NodeFacts drained = World.after(told(node, (Drain) first.decision(), NOW), "complete", false);
    Doomed back = doomed(new Notice.Launching(World.INSTANCE, NOW.plusSeconds(900), HOOK));
    assertThat(decide(back, facts(drained))).isInstanceOf(Restore.class);
  }

  @Test
  void aMaintenanceThatIsMovedForwardIsDrainedSoonerAndOneThatIsPutOffIsNot() {
    Instant planned = NOW.plus(Duration.ofDays(7));
    Doomed doomed = doomed(World.maintenance(planned, false));
    Doomed sooner = doomed.with(World.maintenance(planned.minus(Duration.ofDays(3)), false));
    assertThat(Budget.start(sooner, TERMS))
        .contains(planned.minus(Duration.ofDays(3)).minus(Duration.ofHours(1)));
    Doomed later = doomed.with(World.maintenance(planned.plus(Duration.ofDays(3)), false));
    assertThat(later).isEqualTo(doomed);
  }

  @Test
  void aHookThatIsOverEndsTheBudgetOnlyWhenNoOtherWaits() {
    HookRef other = new HookRef("workers", "other", "token-2");
    Doomed doomed =
        doomed(terminating()).with(new Notice.Terminating(World.INSTANCE, NOW, other, false));
    HookFacts gone = new HookFacts(HookFacts.State.GONE, Optional.empty(), Optional.of(NOW));
    Facts one =
        new Facts(
            List.of(ineligible(running(node(), KILL, "batch"))), Map.of(other, gone), true, true);
    Drain drain = (Drain) decide(doomed, one);
    assertThat(drain.deadline()).isEqualTo(Duration.ofHours(1).minus(MARGIN).minus(KILL));
    Facts both =
        new Facts(
            List.of(ineligible(running(node(), KILL, "batch"))),
            Map.of(other, gone, HOOK, gone),
            true,
            true);
    assertThat(((Drain) decide(doomed, both)).deadline()).isNegative();
  }

  @Test
  void aDrainThatSomethingElseCalledForTooIsNotEndedWithTheMaintenance() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    Notice planned = World.maintenance(NOW.plusSeconds(600), false);
    Notice over = World.maintenance(NOW.plusSeconds(600), true);
    Doomed both = doomed(planned).with(spot());
    NodeFacts draining = told(node, (Drain) decide(both, facts(node)), NOW);
    assertThat(decide(doomed(over), facts(draining)))
        .as("a fresh process has heard of the maintenance only")
        .isInstanceOf(Close.class);
    NodeFacts alone = told(node, (Drain) decide(doomed(planned), facts(node)), NOW);
    assertThat(decide(doomed(over), facts(alone))).isInstanceOf(Restore.class);
  }
}
