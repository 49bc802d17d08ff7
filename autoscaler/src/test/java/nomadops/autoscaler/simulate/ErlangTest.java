package nomadops.autoscaler.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import nomadops.autoscaler.outcome.LowerBound;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.strategy.Wish;
import nomadops.autoscaler.trace.Trace;
import org.junit.jupiter.api.Test;

/// Poisson arrivals, exponential runs, so many servers: what the theory says of it.
class ErlangTest {
  private static final int SERVERS = 10;
  private static final double ARRIVALS_PER_MILLI = 0.0085;
  private static final double MEAN_RUNS = 1_000;

  @Test
  void theMeanWaitIsErlangsAndTheSharesOfThoseWhoWaitToo() {
    Outcome outcome = run(400_000);

    double load = ARRIVALS_PER_MILLI * MEAN_RUNS;
    double waitShare = erlangC(SERVERS, load);
    double meanWait = waitShare * MEAN_RUNS / (SERVERS - load);
    // Successive waits hang together: 400,000 of them are worth some thousands.
    assertThat(outcome.waits().mean()).isCloseTo(meanWait, within(meanWait * 0.06));
    double waited = 1 - (double) outcome.waits().between(0, 1) / outcome.waits().count();
    assertThat(waited).isCloseTo(waitShare, within(0.03));
  }

  @Test
  void ofFixedNodesTheUtilisationIsTheBoundByTheHoursAndTheMeanRunningIsTheLoad() {
    Outcome outcome = run(50_000);

    assertThat(outcome.utilisation())
        .isCloseTo(
            LowerBound.nodeHours(trace(50_000), node(), 0) / outcome.nodeHours(), within(1e-9));
    assertThat(outcome.meanRunning()).isCloseTo(ARRIVALS_PER_MILLI * MEAN_RUNS, within(0.3));
  }

  private static Outcome run(int n) {
    Setup setup = Traces.with(Setup.of(node()), 2, 2, 5);
    return new Simulation(trace(n), setup, Traces.contender(pool -> Wish.NONE)).run(s -> {});
  }

  private static Resources node() {
    return new Resources(10_000, 10_000, 0, 0, SERVERS / 2, Map.of());
  }

  private static Trace trace(int n) {
    SplittableRandom random = new SplittableRandom(7);
    Trace.Builder builder = new Trace.Builder("m/m/k");
    int shape = builder.shape(Traces.of("work", 1, 1));
    double at = 0;
    for (int i = 0; i < n; i++) {
      at += random.nextExponential() / ARRIVALS_PER_MILLI;
      builder.add(Math.round(at), shape, 1, Math.round(random.nextExponential() * MEAN_RUNS));
    }
    return builder.build(0);
  }

  /// The probability that an arrival waits, of so many servers at this load.
  private static double erlangC(int servers, double load) {
    double blocked = 1;
    for (int k = 1; k <= servers; k++) {
      blocked = load * blocked / (k + load * blocked);
    }
    return blocked / (1 - load / servers * (1 - blocked));
  }
}
