package nomadops.gc.bankrupt.plan;

import java.time.Duration;

/// How long something will take, by what a 2.0.5 server on two cores did: at the least when it had
/// them to itself, at the most when others kept it busy (`scripts/bench gc --only bankrupt`).
public record Estimate(Duration least, Duration most) {
  /// Until so many jobs are purged.
  public static Estimate ofPurge(long jobs) {
    return of(jobs, 1_500, 200);
  }

  /// Until so many evaluations are thrown away.
  public static Estimate ofEvaluations(long evaluations) {
    return of(evaluations, 7_000, 1_000);
  }

  /// One after the other.
  public Estimate plus(Estimate next) {
    return new Estimate(least.plus(next.least), most.plus(next.most));
  }

  private static Estimate of(long count, double most, double least) {
    return new Estimate(seconds(count / most), seconds(count / least));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofSeconds(Math.max(1, Math.round(seconds)));
  }
}
