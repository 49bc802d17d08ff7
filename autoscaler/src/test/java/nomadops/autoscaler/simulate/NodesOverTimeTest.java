package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.api.Test;

/// What becomes of nodes and of what runs on them, a rule a test.
class NodesOverTimeTest {
  @Test
  void aNodeThatWasAskedForTakesWorkAfterItsLagAndIsBilledFromTheWish() {
    Outcome outcome = run(work(1, 0, 1_000), base().lag(90_000), pool -> once(pool.now()));

    assertThat(outcome.waits().max()).isEqualTo(90_000);
    assertThat(outcome.endedAt()).isEqualTo(91_000);
    assertThat(outcome.nodeHours()).isCloseTo(91.0 / 3600, within(1e-9));
  }

  @Test
  void launchesFailInAStockoutAndAreSeenToHaveFailed() {
    List<Long> failures = new ArrayList<>();
    Outcome outcome =
        run(
            work(1, 0, 1_000),
            base().lag(5_000).stockout(0, 60_000).failure(20_000),
            pool -> {
              if (pool.launchFailures() > 0) {
                failures.add(pool.lastLaunchFailure());
              }
              return pool.nodes() == 0 ? Wish.launch(1) : Wish.NONE;
            });

    assertThat(failures).isNotEmpty().first().isEqualTo(20_000L);
    assertThat(outcome.nodes().failedLaunches()).isEqualTo(3);
    assertThat(outcome.waits().max()).isEqualTo(65_000);
    assertThat(outcome.nodeHours())
        .as("failed ones cost nothing")
        .isCloseTo(60.0 / 3600, within(1e-9));
  }

  @Test
  void whatADrainsDeadlineKillsRunsAgainFromTheBeginningAndItsFirstRunIsLost() {
    Outcome outcome =
        run(
            work(1, 0, 50_000),
            base().initial(2).decide(10_000),
            pool -> {
              for (int i = 0; i < pool.nodes(); i++) {
                if (pool.now() == 10_000 && pool.allocations(i) == 1) {
                  return Wish.drain(List.of(i), 15_000);
                }
              }
              return Wish.NONE;
            });

    assertThat(outcome.work().killed()).isEqualTo(1);
    assertThat(outcome.work().lostHours()).isCloseTo(25.0 / 3600, within(1e-9));
    assertThat(outcome.waits().max()).as("it started again at 25 s").isEqualTo(25_000);
    assertThat(outcome.endedAt()).isEqualTo(75_000);
    assertThat(outcome.nodes().terminations()).isEqualTo(1);
  }

  @Test
  void aDrainThatIsDoneBeforeItsDeadlineKillsNothing() {
    Outcome outcome =
        run(
            work(1, 0, 20_000),
            base().initial(1),
            pool -> pool.now() == 10_000 ? Wish.drain(List.of(0), 3_600_000) : Wish.NONE);

    assertThat(outcome.work().killed()).isZero();
    assertThat(outcome.nodes().terminations()).isEqualTo(1);
    assertThat(outcome.nodeHours()).isCloseTo(60.0 / 3600, within(1e-9));
  }

  @Test
  void aCordonedNodeTakesNothingUntilItIsUncordoned() {
    Outcome outcome =
        run(
            work(1, 15_000, 1_000),
            base().initial(1),
            pool -> {
              if (pool.now() == 10_000) {
                return new Wish(0, List.of(0), List.of(), List.of(), List.of(), 0);
              }
              boolean cordoned = pool.state(0) == NodeState.CORDONED;
              return pool.now() == 40_000 && cordoned
                  ? new Wish(0, List.of(), List.of(0), List.of(), List.of(), 0)
                  : Wish.NONE;
            });

    assertThat(outcome.waits().max()).isEqualTo(25_000);
  }

  @Test
  void wishesThatCannotBeDoneAreRefusedAndCounted() {
    Outcome outcome =
        run(
            work(1, 0, 5_000),
            base().initial(1).most(2),
            pool ->
                pool.now() == 0
                    ? new Wish(9, List.of(), List.of(0), List.of(0), List.of(), 0)
                    : Wish.NONE);

    assertThat(outcome.nodes().refused()).as("8 launches, an uncordon, a busy node").isEqualTo(10);
    assertThat(outcome.nodes().launches()).isEqualTo(1);
    assertThat(outcome.nodes().terminations()).isZero();
  }

  @Test
  void aChangeOfDirectionWithinTheWindowIsAFlapAndALaterOneIsNot() {
    Strategy upAndDown =
        pool -> {
          long minute = pool.now() / 60_000;
          boolean on = minute < 3 || (minute >= 5 && minute < 100);
          if (on && pool.nodes() == 0) {
            return Wish.launch(1);
          }
          return !on && pool.nodes() > 0 ? Wish.terminate(List.of(0)) : Wish.NONE;
        };

    Outcome outcome = run(work(1, 7_000_000, 1), base().lag(1_000).tail(0), upAndDown);

    assertThat(outcome.nodes().terminations()).isEqualTo(2);
    assertThat(outcome.nodes().flaps())
        .as("down after up, up after down; not the last")
        .isEqualTo(2);
  }

  private static Outcome run(Trace trace, World world, Strategy strategy) {
    return world.run(trace, strategy);
  }

  private static World base() {
    return new World();
  }

  private static Trace work(int count, long at, long runs) {
    return World.work(count, at, runs);
  }

  private static Wish once(long now) {
    return now == 0 ? Wish.launch(1) : Wish.NONE;
  }
}
