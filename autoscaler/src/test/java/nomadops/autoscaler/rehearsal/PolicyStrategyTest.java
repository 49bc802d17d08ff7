package nomadops.autoscaler.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.outcome.Frontier;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.simulate.Setup;
import nomadops.autoscaler.simulate.SideBySide;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.usual.UsualStrategies;
import nomadops.autoscaler.workload.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Our policy on every drawn workload, beside the usual strategies. A simulation is the same each
/// time.
class PolicyStrategyTest {
  private static final Resources SIZE =
      new Resources(16_000, 65_536, 1_000_000, 64, Resources.ANY_SLOTS, Map.of());

  @ParameterizedTest
  @EnumSource(Preset.class)
  void noUsualStrategyIsBetterAtBothWaitingAndPayingAndNoWorkIsEverCutOff(Preset preset)
      throws InterruptedException {
    Trace trace = preset.trace(7, Duration.ofDays(1).toMillis(), 40.0);
    List<Contender> contenders = new ArrayList<>();
    contenders.add(PolicyStrategy.contender("ours", PoolTerms.usual("p", 0, 1_000)));
    for (String name : List.of("target-value", "pass-through", "threshold")) {
      contenders.add(UsualStrategies.named(name));
    }

    List<Outcome> outcomes = new SideBySide(trace, Setup.of(SIZE), 1).run(contenders, (_, _) -> {});

    Outcome ours = outcomes.getFirst();
    assertThat(Frontier.of(outcomes)).contains(ours);
    assertThat(ours.work().killed()).isZero();
    assertThat(ours.work().unfinished()).isZero();
  }

  @Test
  void minAndMaxHoldInASimulationToo() throws InterruptedException {
    Trace trace = Preset.BURSTY.trace(3, Duration.ofHours(6).toMillis(), 200.0);

    Outcome outcome =
        new SideBySide(trace, Setup.of(SIZE), 1)
            .run(
                List.of(PolicyStrategy.contender("ours", PoolTerms.usual("p", 2, 5))), (_, _) -> {})
            .getFirst();

    assertThat(outcome.nodes().peak()).isEqualTo(5);
    assertThat(outcome.series())
        .last()
        .satisfies(p -> assertThat(p.nodes()).isGreaterThanOrEqualTo(2));
    assertThat(outcome.work().unfinished()).isZero();
  }
}
