package nomadops.autoscaler.usual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.simulate.LaunchLag;
import nomadops.autoscaler.simulate.Setup;
import nomadops.autoscaler.simulate.Simulation;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualStrategiesTest {
  private static final long MINUTE = 60_000;

  /// Four of the work below fill it.
  private static final Resources NODE = new Resources(4_000, 8_000, 0, 0, 100, Map.of());

  @Test
  void targetValueTakesCountTimesValueByTargetAndCoolsDownForFiveMinutes() {
    // Two nodes, all allocated: 2 x 100 / 50 = 4; five minutes later 4 x 100 / 50 = 8.
    List<String> wishes = wishes("target-value:target=50", work(100, 0, 60 * MINUTE), 2);

    assertThat(wishes).startsWith("0s +2", "300s +4", "600s +8");
  }

  @Test
  void targetValueCountsLaunchingNodesAndTheirValueNotAndSoOvershoots() {
    List<String> wishes =
        wishes("target-value:target=50,cooldown=10s", work(100, 0, 60 * MINUTE), 2, 3 * MINUTE);

    assertThat(wishes).startsWith("0s +2", "10s +4", "20s +8");
  }

  @Test
  void targetValueDrainsTheLeastBusyAndDecidesNothingWhileItDrains() {
    // Of 3 nodes 1 is busy, for 10 min: 3 x 33 / 75 rounded up is 2; then 2 x 50 / 75 is 2.
    List<String> wishes = wishes("target-value", work(4, 0, 10 * MINUTE), 3);

    assertThat(wishes).startsWith("0s drain 1 for 900s");
    // Nothing runs any more after ten minutes: 0 %, which is min 1.
    assertThat(wishes).contains("600s drain 1 for 900s");
  }

  @Test
  void targetValueKillsWorkAtTheDrainsDeadline() {
    Outcome outcome = run(UsualStrategies.named("target-value:target=100"), apart(), setup(3, 0));

    assertThat(outcome.work().killed()).isPositive();
    assertThat(outcome.work().lostHours()).isGreaterThan(0.2);
    assertThat(outcome.work().unfinished()).isZero();
  }

  @Test
  void theSelectorOfEmptyNodesKillsNothing() {
    Outcome outcome =
        run(UsualStrategies.named("target-value:target=100,selector=empty"), apart(), setup(3, 0));

    assertThat(outcome.work().killed()).isZero();
    assertThat(outcome.work().unfinished()).isZero();
  }

  @Test
  void passThroughTakesANodeForEachAllocationOrForSoMany() {
    assertThat(wishes("pass-through", work(10, 0, 60 * MINUTE), 0)).startsWith("0s +10");
    assertThat(wishes("pass-through:per-node=4", work(10, 0, 60 * MINUTE), 0)).startsWith("0s +3");
    assertThat(wishes("pass-through:max=2", work(10, 0, 60 * MINUTE), 0))
        .startsWith("0s +2", "7200s drain 2 for 3600s");
  }

  @Test
  void thresholdStepsOnceFiveOfTheLastValuesAreBeyondABound() {
    List<String> up = wishes("threshold:delta=2", work(100, 0, 60 * MINUTE), 1);
    List<String> down = wishes("threshold", work(2, 0, 60 * MINUTE), 3);

    assertThat(up).startsWith("40s +2", "340s +2");
    assertThat(down).startsWith("40s drain 1 for 900s");
  }

  @Test
  void packingTakesExactlyTheNodesThatTheQueueFillsAndEndsThemWhenTheyHaveBeenIdle() {
    List<String> wishes = wishes("packing:idle=2m", work(10, 0, MINUTE), 0, 30_000);

    assertThat(wishes.getFirst()).isEqualTo("0s +3");
    assertThat(wishes.get(1)).isEqualTo("210s end 3");
  }

  @Test
  void fixedStaysAsItIs() {
    assertThat(wishes("fixed:nodes=3", work(100, 0, MINUTE), 0)).containsExactly("0s +3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed",
        "packing",
        "pass-through",
        "pass-through:per-node=3",
        "threshold:selector=empty"
      })
  void strategiesThatDrainNothingBusyKillNothingAndFinishAll(String name) {
    Outcome outcome = run(UsualStrategies.named(name), twoKindsOfWork(), setup(1, 60_000));

    assertThat(outcome.work().killed()).isZero();
    assertThat(outcome.work().ended()).isEqualTo(outcome.work().arrived());
  }

  @Test
  void wrongNamesAndOptionsAreNamedAllAtOnce() {
    assertThatThrownBy(() -> UsualStrategies.named("target-vlaue"))
        .hasMessage("strategy is \"target-vlaue\"; did you mean \"target-value\"?");
    assertThatThrownBy(() -> UsualStrategies.named("magic"))
        .hasMessageContaining("want one of fixed, target-value, threshold, pass-through, packing");
    assertThatThrownBy(() ->
            UsualStrategies.named(
                "target-value:target=0,coldown=5m,drain-deadline=soon,selector=newest,min"))
        .hasMessage(
            """
            target-value: option is "min"; want NAME=VALUE
            target-value: target is "0"; want a number from 1 to 100
            target-value: drain-deadline is "soon"; want a duration, e.g. 15m
            target-value: selector is "newest"; want least-busy or empty
            target-value: there is no option "coldown"; did you mean "cooldown"?\
            """);
    assertThatThrownBy(() -> UsualStrategies.named("threshold:lower=80,upper=70"))
        .hasMessageContaining("lower is \"80\"; want less than upper, 70");
    assertThatThrownBy(() -> UsualStrategies.named("fixed:nodes=1.5"))
        .hasMessageContaining("nodes is \"1.5\"; want a whole number from 0 to 100000");
  }

  private static List<String> wishes(String name, Trace trace, int initial) {
    return wishes(name, trace, initial, 0);
  }

  /// What it wished, one a line, from what seconds on.
  private static List<String> wishes(String name, Trace trace, int initial, long lag) {
    List<String> told = new ArrayList<>();
    Strategy strategy = UsualStrategies.named(name).fresh().get();
    Strategy listening =
        pool -> {
          Wish wish = strategy.decide(pool);
          String at = pool.now() / 1000 + "s ";
          if (wish.launch() > 0) {
            told.add(at + "+" + wish.launch());
          }
          if (!wish.terminate().isEmpty()) {
            told.add(at + "end " + wish.terminate().size());
          }
          if (!wish.drain().isEmpty()) {
            told.add(
                at + "drain " + wish.drain().size() + " for " + wish.deadlineMillis() / 1000 + "s");
          }
          return wish;
        };
    run(new Contender(name, "", () -> listening), trace, setup(initial, lag));
    return told;
  }

  private static Outcome run(Contender contender, Trace trace, Setup setup) {
    return new Simulation(trace, setup, contender).run(share -> {});
  }

  private static Setup setup(int initial, long lag) {
    return new Setup(
        NODE,
        0,
        initial,
        1_000,
        LaunchLag.fixed(lag),
        0,
        List.of(),
        0,
        0,
        1,
        10_000,
        0,
        2,
        86_400_000,
        600_000,
        1);
  }

  private static Trace work(int count, long at, long runs) {
    Trace.Builder builder = new Trace.Builder("t");
    TraceClass quarter = new TraceClass("quarter", "g", Resources.of(1_000, 2_000));
    builder.add(at, builder.shape(quarter), count, runs);
    return builder.build(40 * MINUTE);
  }

  /// Three runs of which each takes a little more than half of a node.
  private static Trace apart() {
    Trace.Builder builder = new Trace.Builder("t");
    TraceClass half = new TraceClass("half", "g", Resources.of(100, 4_100));
    builder.add(0, builder.shape(half), 3, 50 * MINUTE);
    return builder.build(90 * MINUTE);
  }

  /// Two long runs and two short ones.
  private static Trace twoKindsOfWork() {
    Trace.Builder builder = new Trace.Builder("t");
    TraceClass most = new TraceClass("long", "g", Resources.of(3_000, 2_000));
    int shortRuns = builder.shape(new TraceClass("short", "g", Resources.of(1_000, 1_000)));
    builder.add(0, builder.shape(most), 2, 50 * MINUTE);
    builder.add(0, shortRuns, 2, 3 * MINUTE);
    return builder.build(90 * MINUTE);
  }
}
