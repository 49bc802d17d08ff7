package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.HOOK;
import static nomadops.drainer.plan.World.KILL;
import static nomadops.drainer.plan.World.MARGIN;
import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.PLAN;
import static nomadops.drainer.plan.World.decide;
import static nomadops.drainer.plan.World.doomed;
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
import nomadops.drainer.plan.DrainDecision.Cordon;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Wait;
import org.junit.jupiter.api.Test;

/// When a node is drained, and by when.
class DrainPlanTest {
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
    DrainStep first = PLAN.step(doomed(spot()), facts(unseen), NOW);
    Drain drain = (Drain) first.decision();
    assertThat(drain.deadline())
        .as("Nomad's usual kill_timeout")
        .isEqualTo(Duration.ofMinutes(2).minus(MARGIN).minusSeconds(5));
    NodeFacts usual = told(running(node(), Duration.ofSeconds(5), "service"), drain, NOW);
    assertThat(PLAN.step(first.next(), facts(usual), NOW).decision()).isInstanceOf(Wait.class);
    NodeFacts slow = told(running(node(), KILL, "service"), drain, NOW);
    DrainStep second = PLAN.step(first.next(), facts(slow), NOW);
    Drain sooner = (Drain) second.decision();
    assertThat(sooner.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(sooner.deadline()).isEqualTo(Duration.ofMinutes(2).minus(MARGIN).minus(KILL));
    NodeFacts again = told(slow, sooner, NOW);
    assertThat(PLAN.step(second.next(), facts(again), NOW).decision()).isInstanceOf(Wait.class);
  }

  @Test
  void aDrainThatIsUnderWayIsNotAskedForAgain() {
    Doomed doomed = doomed(spot());
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    DrainStep first = PLAN.step(doomed, facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    for (int second = 0; second < 60; second++) {
      DrainStep next = PLAN.step(first.next(), facts(draining), NOW.plusSeconds(second));
      assertThat(next.decision()).isInstanceOf(Wait.class);
    }
  }

  @Test
  void aDrainIsNotAskedForAgainAlthoughNomadsClockDiffers() {
    NodeFacts node = ineligible(running(node(), KILL, "service"));
    DrainStep first = PLAN.step(doomed(spot()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW.plusSeconds(600));
    assertThat(PLAN.step(first.next(), facts(draining), NOW.plusSeconds(3)).decision())
        .isInstanceOf(Wait.class);
  }

  @Test
  void aRestartGoesOnWithTheDrainAndItsDeadline() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    Instant later = NOW.plusSeconds(1800);
    DrainStep again = PLAN.step(Doomed.by(terminating(), later), facts(draining), later);
    assertThat(again.decision()).isInstanceOf(Wait.class);
    assertThat(again.next().deadline()).isEqualTo(first.next().deadline());
  }

  @Test
  void aNoticeWithLessTimeShortensTheDrain() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    Drain shorter = (Drain) decide(first.next().with(spot()), facts(draining));
    assertThat(shorter.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(shorter.deadline()).isEqualTo(Duration.ofSeconds(80));
  }

  @Test
  void aNoticeWithMoreTimeChangesNothing() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(spot()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    DrainStep next = PLAN.step(first.next().with(terminating()), facts(draining), NOW);
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
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts draining = told(node, (Drain) first.decision(), NOW);
    HookFacts gone =
        new HookFacts(HookFacts.State.GONE, Optional.empty(), Optional.of(NOW.minusSeconds(1)));
    Drain forced = (Drain) decide(first.next(), World.hook(facts(draining), gone));
    assertThat(forced.kind()).isEqualTo(Drain.Kind.SHORTEN);
    assertThat(forced.deadline()).isNegative();
  }

  @Test
  void aDrainThatSysbatchStallsIsEnded() {
    NodeFacts node = ineligible(running(node(), KILL, "sysbatch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts empty = running(told(node, (Drain) first.decision(), NOW), Duration.ZERO);
    assertThat(decide(first.next(), facts(empty))).isInstanceOf(Wait.class);
    Instant later = NOW.plusSeconds(6);
    Drain nudge = (Drain) PLAN.step(first.next(), facts(empty), later).decision();
    assertThat(nudge.kind()).isEqualTo(Drain.Kind.NUDGE);
    assertThat(nudge.deadline()).as("not at once: it may be blind").isPositive();
    assertThat(PLAN.step(first.next(), facts(told(empty, nudge, later)), later).decision())
        .as("not again at once")
        .isInstanceOf(Wait.class);
  }

  @Test
  void aDrainIsNotTakenForStalledByATokenThatDoesNotSeeEveryNamespace() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts hidden = running(told(node, (Drain) first.decision(), NOW), Duration.ZERO);
    Facts blind = new Facts(List.of(hidden), Map.of(), true, false);
    assertThat(PLAN.step(first.next(), blind, NOW.plusSeconds(60)).decision())
        .as("each nudge would take 5 s off the time of what it does not see")
        .isInstanceOf(Wait.class);
  }

  @Test
  void aDrainThatAnOperatorCancelledIsLeftAlone() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
    NodeFacts cancelled = World.after(told(node, (Drain) first.decision(), NOW), "canceled", true);
    Wait left = (Wait) decide(first.next(), facts(cancelled));
    assertThat(left.reason()).contains("an operator cancelled");
  }

  @Test
  void aFurtherNoticeAfterACancelIsANewReason() {
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(terminating()), facts(node), NOW);
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
}
