package nomadops.autoscaler.simulate;

import java.util.Map;
import java.util.random.RandomGenerator;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// Small traces and worlds for tests.
final class Traces {
  static final Resources NODE = new Resources(4000, 8000, 1000, 0, 6, Map.of());

  private Traces() {}

  static TraceClass of(String job, long cpu, long memory) {
    return new TraceClass(job, "run", Resources.of(cpu, memory));
  }

  /// Up to `most` arrivals of five shapes and three priorities within four seconds, in short runs.
  static Trace random(RandomGenerator random, int most) {
    Trace.Builder builder = new Trace.Builder("random");
    for (int i = 0; i < 5; i++) {
      long cpu = 250L * (1 + random.nextInt(12));
      Resources ask =
          new Resources(
              cpu, 500L * (1 + random.nextInt(12)), 50L * random.nextInt(8), 0, 1, Map.of());
      builder.shape(new TraceClass("job-" + i, "run", ask));
    }
    int n = 1 + random.nextInt(most);
    for (int i = 0; i < n; i++) {
      int priority = new int[] {30, 50, 50, 50, 80}[random.nextInt(5)];
      builder.add(
          random.nextInt(4_000),
          random.nextInt(5),
          1 + random.nextInt(3),
          1 + random.nextInt(1_500),
          priority);
    }
    return builder.build(0);
  }

  static Setup with(Setup setup, int initialNodes, int candidates, long seed) {
    return with(setup, initialNodes, candidates, setup.decideMillis(), seed);
  }

  /// With a decision each 50 ms.
  static Setup often(Setup setup, int initialNodes, long seed) {
    return with(setup, initialNodes, setup.candidates(), 50, seed);
  }

  private static Setup with(
      Setup setup, int initialNodes, int candidates, long decideMillis, long seed) {
    return new Setup(
        setup.size(),
        setup.mhzPerCore(),
        initialNodes,
        setup.mostNodes(),
        setup.lag(),
        setup.failureShare(),
        setup.stockouts(),
        setup.failureMillis(),
        setup.leastBilledMillis(),
        setup.pricePerHour(),
        decideMillis,
        setup.placementsPerSecond(),
        candidates,
        setup.tailMillis(),
        setup.flapMillis(),
        seed);
  }

  static Contender contender(Strategy strategy) {
    return new Contender("test", "a test's", () -> strategy);
  }
}
