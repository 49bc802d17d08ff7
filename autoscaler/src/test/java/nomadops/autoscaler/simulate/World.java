package nomadops.autoscaler.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.trace.Trace;

/// A small world for one rule of it: nodes with room for two, launches without a lag.
final class World {
  static final Resources TWO = new Resources(2_000, 2_000, 0, 0, 100, Map.of());

  private int initial;
  private int most = 50;
  private long lag;
  private long leastBilled;
  private long failure;
  private long decide = 10_000;
  private int perSecond;
  private long tail = 86_400_000;
  private final List<Stockout> stockouts = new ArrayList<>();

  World initial(int n) {
    initial = n;
    leastBilled = n > 0 ? 60_000 : 0;
    return this;
  }

  World most(int n) {
    most = n;
    return this;
  }

  World lag(long millis) {
    lag = millis;
    return this;
  }

  World leastBilled(long millis) {
    leastBilled = millis;
    return this;
  }

  World failure(long millis) {
    failure = millis;
    leastBilled = 60_000;
    return this;
  }

  World stockout(long from, long to) {
    stockouts.add(new Stockout(from, to));
    return this;
  }

  World decide(long millis) {
    decide = millis;
    return this;
  }

  World perSecond(int n) {
    perSecond = n;
    return this;
  }

  World tail(long millis) {
    tail = millis;
    return this;
  }

  Setup setup() {
    return new Setup(
        TWO,
        0,
        initial,
        most,
        LaunchLag.fixed(lag),
        0,
        stockouts,
        failure,
        leastBilled,
        1,
        decide,
        perSecond,
        2,
        tail,
        600_000,
        1);
  }

  Outcome run(Trace trace, Strategy strategy) {
    return new Simulation(trace, setup(), Traces.contender(strategy)).run(s -> {});
  }

  /// So many runs that each take half of a node.
  static Trace work(int count, long at, long runs) {
    Trace.Builder builder = new Trace.Builder("t");
    builder.add(at, builder.shape(Traces.of("half", 1_000, 1_000)), count, runs);
    return builder.build(0);
  }
}
