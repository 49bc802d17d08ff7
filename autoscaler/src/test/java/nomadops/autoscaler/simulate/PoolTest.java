package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.outcome.LowerBound;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;
import org.junit.jupiter.api.Test;

/// What becomes of work, a rule a test.
class PoolTest {
  @Test
  void aNodeIsBilledForTheLeastTimeThoughItEndsAtOnce() {
    Outcome outcome =
        run(
            work(1, 0, 1_000),
            base().initial(1).leastBilled(60_000),
            pool -> pool.queued() + pool.running() == 0 ? Wish.terminate(List.of(0)) : Wish.NONE);

    assertThat(outcome.nodeHours()).isCloseTo(60.0 / 3600, within(1e-9));
  }

  @Test
  void theSchedulersLimitMakesAHerdWait() {
    Outcome free = run(work(100, 0, 1_000), base().initial(50), pool -> Wish.NONE);
    Outcome slow = run(work(100, 0, 1_000), base().initial(50).perSecond(10), pool -> Wish.NONE);

    assertThat(free.waits().max()).isZero();
    // The first at once, and then one each tenth of a second.
    assertThat(slow.waits().max()).isEqualTo(9_900);
    assertThat(slow.waits().mean()).isCloseTo(4_950, within(1e-9));
  }

  @Test
  void priorityGoesFirstAndWhatFitsNowhereLetsOthersPass() {
    Trace.Builder builder = new Trace.Builder("t");
    int big = builder.shape(Traces.of("big", 2_000, 1));
    int half = builder.shape(Traces.of("half", 1_000, 1));
    builder.add(0, half, 1, 10_000);
    builder.add(1, big, 1, 1_000, 90);
    builder.add(2, half, 1, 20_000);
    builder.add(3, half, 1, 1_000, 10);
    List<String> starts = new ArrayList<>();
    Journal journal =
        new Journal() {
          @Override
          public void started(int shape, long firstAt, long now, int node) {
            starts.add(firstAt + " at " + now);
          }
        };

    new Simulation(
            builder.build(0), base().initial(1).setup(), Traces.contender(p -> Wish.NONE), journal)
        .run(s -> {});

    assertThat(starts).containsExactly("0 at 0", "2 at 2", "3 at 10000", "1 at 20002");
  }

  @Test
  void workGreaterThanANodeIsLeftOutAndCountedAndTheBoundLeavesItOutToo() {
    Trace.Builder builder = new Trace.Builder("t");
    builder.add(0, builder.shape(Traces.of("giant", 2_001, 1)), 3, 1_000);
    builder.add(0, builder.shape(Traces.of("half", 1_000, 1)), 4, 3_600_000);
    Trace trace = builder.build(0);

    Outcome outcome = run(trace, base().initial(2), pool -> Wish.NONE);

    assertThat(outcome.work().unschedulable()).isEqualTo(3);
    assertThat(outcome.work().ended()).isEqualTo(4);
    assertThat(LowerBound.nodeHours(trace, World.TWO, 0)).isCloseTo(2, within(1e-9));
    assertThat(outcome.nodeHours()).isCloseTo(2, within(1e-9));
    assertThat(outcome.utilisation()).isCloseTo(1, within(1e-9));
  }

  @Test
  void keptCoresTakeTheirMhz() {
    Trace.Builder builder = new Trace.Builder("t");
    Resources core = new Resources(0, 1, 0, 1, 1, Map.of());
    builder.add(0, builder.shape(new TraceClass("cores", "g", core)), 2, 1_000);
    Resources node = new Resources(3_000, 100, 0, 4, 9, Map.of());
    Setup setup = Setup.of(node);
    Setup cores =
        new Setup(
            node, 2_000, 1, 9, setup.lag(), 0, List.of(), 0, 0, 1, 10_000, 0, 2, 86_400_000, 0, 1);

    Outcome outcome =
        new Simulation(builder.build(0), cores, Traces.contender(p -> Wish.NONE)).run(s -> {});

    assertThat(outcome.waits().max()).as("one at a time").isEqualTo(1_000);
  }

  @Test
  void whatIsLeftWhenTheTailIsOverIsUnfinishedAndItsWaitIsCounted() {
    Outcome outcome = run(work(5, 0, 1_000), base().tail(60_000), pool -> Wish.NONE);

    assertThat(outcome.work().unfinished()).isEqualTo(5);
    assertThat(outcome.waits().count()).isEqualTo(5);
    assertThat(outcome.waits().max()).isEqualTo(60_000);
  }

  @Test
  void theStrategySeesMeansOnlyOfWhatIsOver() {
    List<String> seen = new ArrayList<>();
    run(
        work(2, 0, 15_000),
        base().initial(1),
        pool -> {
          long until = pool.nodes() > 0 ? pool.busyUntil(0) : -1;
          seen.add(pool.now() + ": " + pool.meanRuns(0) + " " + until + " " + pool.running());
          return Wish.NONE;
        });

    assertThat(seen).startsWith("0: -1 -1 2", "10000: -1 -1 2");
  }

  @Test
  void badOptionsAreNamedAllAtOnce() {
    assertThatThrownBy(() ->
            new Setup(
                World.TWO, 0, 5, 2, LaunchLag.fixed(1), 2, List.of(), 0, 0, 1, 0, 0, 2, 0, 0, 1))
        .hasMessage(
            """
            initial nodes is 5; want 0 to the most, 2
            failure share is 2.0; want 0 to 1
            decision interval is 0; want 1 ms or more, e.g. 10 s\
            """);
    assertThatThrownBy(() -> new Stockout(5, 5)).hasMessageContaining("stockout is from 5 to 5");
    assertThatThrownBy(() -> new LaunchLag(1, -1)).hasMessageContaining("sigma is -1.0");
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
}
