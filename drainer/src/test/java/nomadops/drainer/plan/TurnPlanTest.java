package nomadops.drainer.plan;

import static nomadops.drainer.plan.World.NOW;
import static nomadops.drainer.plan.World.ineligible;
import static nomadops.drainer.plan.World.maintenance;
import static nomadops.drainer.plan.World.node;
import static nomadops.drainer.plan.World.running;
import static nomadops.drainer.plan.World.spot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.DrainDecision.Cordon;
import nomadops.drainer.plan.DrainDecision.Drain;
import nomadops.drainer.plan.DrainDecision.Wait;
import org.junit.jupiter.api.Test;

/** Drains that nothing forces wait for their turn. */
class TurnPlanTest {
  private static final Duration LONGEST = Duration.ofHours(1);
  private final DrainPlan plan =
      new DrainPlan(
          new Terms(
              notice ->
                  notice instanceof Notice.Rebalance
                      ? new Response.Drain()
                      : World.response(notice),
              LONGEST,
              World.MARGIN,
              Duration.ofMinutes(1),
              true));
  private final Doomed rebalance = Doomed.by(new Notice.Rebalance(World.INSTANCE, NOW), NOW);
  private final NodeFacts busy = running(ineligible(node()), Duration.ZERO, "batch");

  private static Facts waiting(NodeFacts... nodes) {
    return new Facts(List.of(nodes), Map.of(), true, true, Optional.empty());
  }

  private static Facts turn(Instant since, NodeFacts... nodes) {
    return new Facts(List.of(nodes), Map.of(), true, true, Optional.of(since));
  }

  @Test
  void anInstanceAtRiskTakesNoNewWorkWhileItWaits() {
    assertThat(plan.needsTurn(rebalance, NOW)).isTrue();
    assertThat(plan.step(rebalance, waiting(node()), NOW).decision()).isInstanceOf(Cordon.class);
    assertThat(plan.step(rebalance, waiting(busy), NOW).decision()).isInstanceOf(Wait.class);
  }

  @Test
  void waitingCostsNoneOfItsTime() {
    Instant later = NOW.plus(Duration.ofHours(5));
    DrainStep waited = plan.step(rebalance, waiting(busy), later);
    assertThat(waited.next().deadline()).isEmpty();
    DrainStep step = plan.step(waited.next(), turn(later, busy), later);
    assertThat(((Drain) step.decision()).deadline()).isEqualTo(LONGEST.minus(World.MARGIN));
    assertThat(step.next().deadline()).contains(later.plus(LONGEST));
  }

  @Test
  void whatTheCloudTakesDoesNotWait() {
    assertThat(plan.needsTurn(rebalance.with(spot()), NOW)).isFalse();
    assertThat(plan.step(rebalance.with(spot()), waiting(busy), NOW).decision())
        .isInstanceOf(Drain.class);
  }

  @Test
  void aMaintenanceWaitsForHalfOfItsLeadAtMost() {
    Instant starts = NOW.plus(Duration.ofHours(3));
    Doomed doomed = Doomed.by(maintenance(starts, false), NOW);
    assertThat(plan.needsTurn(doomed, NOW)).as("it is not time yet").isFalse();
    Instant lead = starts.minus(Duration.ofHours(1));
    assertThat(plan.needsTurn(doomed, lead)).isTrue();
    assertThat(plan.step(doomed, waiting(busy), lead).decision()).isInstanceOf(Wait.class);
    Instant half = starts.minus(Duration.ofMinutes(30));
    DrainStep step = plan.step(doomed, waiting(busy), half);
    assertThat(((Drain) step.decision()).deadline())
        .isEqualTo(Duration.ofMinutes(30).minus(World.MARGIN));
  }

  @Test
  void aNoticeThatAsksForNoDrainNeedsNoTurn() {
    Doomed doomed = Doomed.by(new Notice.Launching(World.INSTANCE, NOW, World.HOOK), NOW);
    assertThat(plan.needsTurn(doomed, NOW)).isFalse();
  }
}
