package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.rehearsal.PolicyStrategy;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.simulate.LaunchLag;
import nomadops.autoscaler.simulate.Setup;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.usual.UsualStrategies;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;

/// Who takes part in a simulation, and in what world.
final class Rehearsed {
  private static final String OURS = "nomad-ops";
  private static final List<String> USUAL = List.of("target-value", "pass-through", "threshold");

  private Rehearsed() {}

  static String world(Setup setup) {
    return "nodes of %d MHz and %d MB, at most %d, %s to boot, a decision each %s"
        .formatted(
            setup.size().cpu(),
            setup.size().memoryMb(),
            setup.mostNodes(),
            Durations.rough(Duration.ofMillis(setup.lag().medianMillis())),
            Durations.rough(Duration.ofMillis(setup.decideMillis())));
  }

  static List<Contender> contenders(Invocation invocation) {
    List<String> names = new ArrayList<>(invocation.values("strategy"));
    if (names.isEmpty()) {
      names.add(OURS);
      names.addAll(USUAL);
    }
    List<Contender> contenders = new ArrayList<>();
    for (String name : names) {
      if (name.equals(OURS)) {
        contenders.add(PolicyStrategy.contender(OURS, terms(invocation)));
      } else {
        try {
          contenders.add(UsualStrategies.named(name));
        } catch (IllegalArgumentException e) {
          throw ConfigException.of("option -strategy", "strategy", "" + e.getMessage(), "");
        }
      }
    }
    return contenders;
  }

  private static PoolTerms terms(Invocation invocation) {
    if (invocation.option("pool").isPresent()) {
      String name = invocation.option("pool").get();
      List<PoolConfig> pools =
          invocation.settings().find(AutoscalerSettings.POOLS).orElse(List.of());
      return pools.stream()
          .filter(pool -> pool.name().equals(name))
          .findFirst()
          .map(PoolConfig::terms)
          .orElseThrow(() ->
              ConfigException.of(
                  "option -pool",
                  "pool",
                  "\"" + name + "\" is no pool of the configuration",
                  "the pools are " + pools.stream().map(PoolConfig::name).toList()));
    }
    PoolTerms usual =
        PoolTerms.usual(
            "simulated", 0, (int) Numbers.whole(invocation, "max-nodes", 1_000, 1, 100_000));
    PoolTerms.Waits waits = usual.waits();
    return usual.with(
        new PoolTerms.Waits(
            Numbers.time(invocation, "max-wait", waits.maxWait()),
            waits.patience(),
            waits.distrustAfter(),
            Numbers.time(invocation, "boot-lag", Duration.ofSeconds(90))));
  }

  static Setup setup(Invocation invocation) {
    Resources size =
        new Resources(
            Numbers.whole(invocation, "node-cpu", 16_000, 1, 1_000_000_000),
            Numbers.whole(invocation, "node-memory", 65_536, 1, 1_000_000_000),
            1_000_000,
            64,
            Resources.ANY_SLOTS,
            Map.of());
    Setup usual = Setup.of(size);
    return new Setup(
        size,
        usual.mhzPerCore(),
        usual.initialNodes(),
        (int) Numbers.whole(invocation, "max-nodes", 1_000, 1, 100_000),
        new LaunchLag(
            Numbers.time(invocation, "boot-lag", Duration.ofSeconds(90)).toMillis(),
            usual.lag().sigma()),
        usual.failureShare(),
        usual.stockouts(),
        usual.failureMillis(),
        usual.leastBilledMillis(),
        usual.pricePerHour(),
        Numbers.time(invocation, "interval", Duration.ofSeconds(10)).toMillis(),
        usual.placementsPerSecond(),
        usual.candidates(),
        usual.tailMillis(),
        usual.flapMillis(),
        Numbers.whole(invocation, "seed", 1, 0, Long.MAX_VALUE));
  }
}
