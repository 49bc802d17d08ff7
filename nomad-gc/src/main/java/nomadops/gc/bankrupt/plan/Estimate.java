package nomadops.gc.bankrupt.plan;

import java.time.Duration;

/// How long nothing will be scheduled, by what a 2.0.5 server on two cores did (research and
/// `scripts/bench gc --only bankrupt`); another may be half or twice as fast.
///
/// @param purge until the jobs are gone
/// @param evaluations until the evaluations are thrown away
public record Estimate(Duration purge, Duration evaluations) {
  private static final double PURGES_PER_SECOND = 1_700;
  private static final double EVALUATIONS_PER_SECOND = 3_300;

  public static Estimate of(long jobs) {
    return new Estimate(seconds(jobs / PURGES_PER_SECOND), seconds(jobs / EVALUATIONS_PER_SECOND));
  }

  public Duration whole() {
    return purge.plus(evaluations);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(1_000, Math.round(seconds * 1_000)));
  }
}
