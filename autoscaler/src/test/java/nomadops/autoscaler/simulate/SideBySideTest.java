package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  @Test
  void eachRunIsWhatItIsAloneAndTheOutcomesAreInOrder() throws Exception {
    Trace trace = Traces.random(new java.util.Random(4), 300);
    Setup setup = Traces.with(Setup.of(Traces.NODE), 1, 2, 9);
    List<Contender> contenders = List.of(launching("a", 0), launching("b", 1), launching("c", 2));
    Map<Integer, Double> progress = new ConcurrentHashMap<>();

    List<Outcome> together =
        new SideBySide(trace, setup, 2)
            .run(contenders, (index, share) -> progress.merge(index, share, Math::max));

    assertThat(together).extracting(Outcome::strategy).containsExactly("a", "b", "c");
    assertThat(progress).containsOnly(Map.entry(0, 1.0), Map.entry(1, 1.0), Map.entry(2, 1.0));
    for (int i = 0; i < contenders.size(); i++) {
      Outcome alone = new Simulation(trace, setup, contenders.get(i)).run(share -> {});
      assertThat(together.get(i).work()).isEqualTo(alone.work());
      assertThat(together.get(i).nodes()).isEqualTo(alone.nodes());
      assertThat(together.get(i).nodeHours()).isEqualTo(alone.nodeHours());
      assertThat(together.get(i).series()).isEqualTo(alone.series());
    }
  }

  @Test
  void aStrategyThatFailsIsThrown() {
    Contender broken =
        new Contender(
            "broken",
            "",
            () ->
                pool -> {
                  throw new IllegalStateException("broken at " + pool.now());
                });

    assertThatThrownBy(() ->
            new SideBySide(trace(), Setup.of(Traces.NODE), 2)
                .run(List.of(launching("a", 1), broken), (i, s) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken at 0");
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertThatThrownBy(() ->
            new SideBySide(trace(), Setup.of(Traces.NODE), 1)
                .run(List.of(launching("a", 1), launching("a", 2)), (i, s) -> {}))
        .hasMessage("strategies are [a, a]; want each name once");
  }

  private static Trace trace() {
    return Traces.random(new java.util.Random(4), 20);
  }

  private static Contender launching(String name, int each) {
    Strategy strategy = pool -> pool.nodes() < 6 ? Wish.launch(each) : Wish.NONE;
    return new Contender(name, "", () -> strategy);
  }
}
