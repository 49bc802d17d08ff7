package nomadops.autoscaler.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.ManagedPool;
import nomadops.autoscaler.PoolKeeper;
import nomadops.autoscaler.PoolSet;
import nomadops.autoscaler.PoolSetup;
import nomadops.autoscaler.effect.Groups;
import nomadops.autoscaler.effect.Performer;
import nomadops.autoscaler.memory.PoolMemory;
import nomadops.autoscaler.memory.SeasonMemory;
import nomadops.client.NomadClient;
import nomadops.runtime.Closer;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.leader.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the pools of a configuration, at the start and whenever it is read again.
final class PoolMaker {
  private static final Logger LOG = LoggerFactory.getLogger(PoolMaker.class);

  private final NomadClient nomad;
  private final Fence fence;
  private final Clockwork time;
  private final Map<String, String> environment;
  private Map<String, Made> before = Map.of();

  private record Made(PoolConfig config, PoolSetup setup) {}

  PoolMaker(NomadClient nomad, Fence fence, Clockwork time, Map<String, String> environment) {
    this.nomad = nomad;
    this.fence = fence;
    this.time = time;
    this.environment = Map.copyOf(environment);
  }

  /// The pools with their groups, none of which was spoken to yet.
  ///
  /// @throws ConfigException with every fault; nothing is left open then
  synchronized PoolSet make(Resolved settings) {
    Closer closer = new Closer();
    try {
      List<PoolConfig> configs = Wiring.checked(settings);
      List<PoolSetup> setups = Wiring.pools(settings, time, environment, closer);
      Map<String, Made> made = new HashMap<>();
      List<ManagedPool> pools = new ArrayList<>();
      for (int i = 0; i < configs.size(); i++) {
        PoolSetup setup = known(configs.get(i), setups.get(i));
        made.put(setup.name(), new Made(configs.get(i), setup));
        pools.add(pool(settings, setup, closer));
      }
      before = made;
      return new PoolSet(pools, closer);
    } catch (RuntimeException e) {
      closeAfter(closer);
      throw e;
    }
  }

  /// Who is asked as before, is not asked anew: what it said last holds for a while.
  private PoolSetup known(PoolConfig config, PoolSetup setup) {
    return Optional.ofNullable(before.get(config.name()))
        .filter(made -> made.config().schedules().equals(config.schedules()))
        .filter(made -> made.config().queries().equals(config.queries()))
        .map(made -> setup.asking(made.setup().sources()))
        .orElse(setup);
  }

  private ManagedPool pool(Resolved settings, PoolSetup setup, Closer closer) {
    String path = settings.get(AutoscalerSettings.STATE_PATH);
    String namespace = settings.get(AutoscalerSettings.STATE_NAMESPACE);
    String attribute = settings.get(AutoscalerSettings.INSTANCE_ATTRIBUTE);
    return new ManagedPool(
        setup,
        new PoolKeeper(
            setup.terms(),
            new PoolMemory(nomad, namespace, path, setup.name()),
            new SeasonMemory(nomad, namespace, path, setup.name()),
            new Performer(nomad, attribute, setup.targets(), fence),
            time.wall().instant()),
        closer.register(
            new Groups(setup.targets(), settings.get(AutoscalerSettings.OWNER), fence)));
  }

  private static void closeAfter(Closer closer) {
    try {
      closer.close();
    } catch (Exception e) {
      LOG.debug("what a refused configuration had opened: {}", e.toString());
    }
  }
}
