package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.KILL;
import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.PLAN;
import static nomadops.drainer.plan.World.TERMS;
import static nomadops.drainer.plan.World.decide;
import static nomadops.drainer.plan.World.doomed;
import static nomadops.drainer.plan.World.facts;
import static nomadops.drainer.plan.World.ineligible;
import static nomadops.drainer.plan.World.node;
import static nomadops.drainer.plan.World.running;
import static nomadops.drainer.plan.World.spot;
import static nomadops.drainer.plan.World.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Close;
import nomadops.drainer.plan.DrainDecision.Cordon;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.drainer.plan.DrainDecision.Restore;
import nomadops.drainer.plan.DrainDecision.Wait;
import org.junit.jupiter.api.Test;

/// What AWS announces and may take back.
class MaintenanceTest {
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
    assertThat(PLAN.step(doomed, facts(node()), ahead).decision()).isInstanceOf(Cordon.class);
  }

  @Test
  void aMaintenanceThatIsOverGivesTheNodeBack() {
    Notice planned = World.maintenance(NOW.plusSeconds(600), false);
    NodeFacts node = ineligible(running(node(), KILL, "batch"));
    DrainStep first = PLAN.step(doomed(planned), facts(node), NOW);
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
