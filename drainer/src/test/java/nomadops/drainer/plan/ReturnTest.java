package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.facts;
import static nomadops.drainer.plan.World.ineligible;
import static nomadops.drainer.plan.World.node;
import static nomadops.drainer.plan.World.running;
import static nomadops.drainer.plan.World.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Close;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Restore;
import org.junit.jupiter.api.Test;

/** Row 25: who comes back takes work again, if it was we who kept it from that. */
class ReturnTest {
  private final DrainPlan plan = new DrainPlan(World.TERMS);

  private static Notice state(String state) {
    return new Notice.StateChange(World.INSTANCE, NOW, state);
  }

  private static Notice rebooted(Instant starts) {
    return World.maintenance(starts, false);
  }

  /** Drained for this notice, gone, and ready again. */
  private NodeFacts after(Notice notice, Instant drainedAt) {
    NodeFacts busy = ineligible(running(node(), Duration.ZERO, "batch"));
    Drain drain =
        (Drain) plan.step(Doomed.by(notice, drainedAt), facts(busy), drainedAt).decision();
    NodeFacts draining = told(busy, drain, drainedAt);
    return World.after(running(draining, Duration.ZERO), "complete", false);
  }

  private DrainDecision comesBack(NodeFacts node, Instant at) {
    Notice back = new Notice.Returned(World.INSTANCE, at);
    return plan.step(Doomed.by(back, at), facts(node), at).decision();
  }

  @Test
  void aStoppedInstanceThatIsStartedAgainTakesWork() {
    assertThat(comesBack(after(state("stopping"), NOW), NOW.plusSeconds(600)))
        .isInstanceOf(Restore.class);
  }

  @Test
  void aRebootGivesTheNodeBackAfterItsTimeAndNotBefore() {
    Instant starts = NOW.plusSeconds(1800);
    NodeFacts node = after(rebooted(starts), NOW);
    assertThat(comesBack(node, starts.minusSeconds(600)))
        .as("it went down for another reason")
        .isInstanceOf(Close.class);
    assertThat(comesBack(node, starts.plusSeconds(300))).isInstanceOf(Restore.class);
  }

  @Test
  void whatIsEndedOrWasAskedForByAPersonStaysOut() {
    assertThat(comesBack(after(World.spot(), NOW), NOW.plusSeconds(600))).isInstanceOf(Close.class);
    assertThat(comesBack(after(World.terminating(), NOW), NOW.plus(Duration.ofDays(1))))
        .isInstanceOf(Close.class);
    Notice asked =
        new Notice.Requested(
            World.INSTANCE, NOW, "r", java.util.Optional.of(NOW.plusSeconds(60)), "disk");
    assertThat(comesBack(after(asked, NOW), NOW.plus(Duration.ofDays(1))))
        .isInstanceOf(Close.class);
  }

  @Test
  void aNodeThatSomebodyElseMadeIneligibleStaysSo() {
    assertThat(comesBack(ineligible(node()), NOW)).isInstanceOf(Close.class);
  }

  @Test
  void anEmptyNodeThatMayComeBackIsDrainedToBeKnownForOurs() {
    Notice pooled = new Notice.Terminating(World.INSTANCE, NOW, new HookRef("g", "h", "t"), true);
    assertThat(plan.step(Doomed.by(pooled, NOW), facts(ineligible(node())), NOW).decision())
        .isInstanceOf(Drain.class);
    assertThat(
            plan.step(Doomed.by(World.terminating(), NOW), facts(ineligible(node())), NOW)
                .decision())
        .as("this one does not come back")
        .isNotInstanceOf(Drain.class);
  }

  @Test
  void aNewNoticeBesideTheReturnCounts() {
    NodeFacts node = after(state("stopping"), NOW);
    Instant later = NOW.plusSeconds(600);
    Doomed doomed =
        Doomed.by(new Notice.Returned(World.INSTANCE, later), later).with(World.terminating());
    assertThat(plan.step(doomed, facts(node), later).decision()).isNotInstanceOf(Restore.class);
  }

  @Test
  void whoCameBackAndGoesOnceMoreIsDrainedOnceMore() {
    NodeFacts drained = after(state("stopping"), NOW);
    NodeFacts busyAgain = running(drained, Duration.ZERO, "service");
    Instant later = NOW.plusSeconds(900);
    DrainDecision decision =
        plan.step(Doomed.by(World.terminating(), later), facts(busyAgain), later).decision();
    assertThat(decision).isInstanceOf(Drain.class);
    assertThat(((Drain) decision).kind()).isEqualTo(Drain.Kind.START);
  }

  @Test
  void aDrainThatIsOverIsNotAskedForAgainByARedeliveredNotice() {
    NodeFacts drained = running(after(World.spot(), NOW), Duration.ZERO, "batch");
    DrainDecision decision =
        plan.step(Doomed.by(World.spot(), NOW), facts(drained), NOW.plusSeconds(5)).decision();
    assertThat(decision)
        .as("what it stopped is still ending")
        .isInstanceOf(DrainDecision.Wait.class);
  }
}
