package nomadops.autoscaler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.PoolSetup;
import nomadops.autoscaler.capacity.PoolScope;
import nomadops.autoscaler.cli.PoolConfig.GroupConfig;
import nomadops.autoscaler.cli.PoolConfig.QueryConfig;
import nomadops.autoscaler.cli.PoolConfig.TemplateConfig;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.source.PrometheusQuery;
import nomadops.autoscaler.source.SizeQuery;
import nomadops.autoscaler.source.SizeSources;
import nomadops.autoscaler.target.Target;
import nomadops.autoscaler.target.aws.AwsGroups;
import nomadops.autoscaler.target.bridge.BridgedTarget;
import nomadops.autoscaler.target.bridge.ExecTerms;
import nomadops.autoscaler.target.bridge.WebhookTerms;
import nomadops.runtime.Closer;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Resolved;

/// Makes pools out of settings.
final class Wiring {
  /// How long a query's last answer holds once it fails.
  private static final Duration BELIEVED = Duration.ofMinutes(5);

  private Wiring() {}

  /// The configured pools; at least one, and none that gets in another's way.
  ///
  /// @throws ConfigException with every fault
  static List<PoolConfig> checked(Resolved settings) {
    List<PoolConfig> pools = settings.find(AutoscalerSettings.POOLS).orElse(List.of());
    if (pools.isEmpty()) {
      throw ConfigException.of(
          "the configuration",
          AutoscalerSettings.POOLS.key(),
          "names no pool, so there is nothing to scale",
          "give e.g. pools: [{name: batch, max: 200, groups: [{asg: batch}]}]");
    }
    List<String> faults = new ArrayList<>(PoolParser.together(pools));
    for (int i = 0; i < pools.size(); i++) {
      for (int j = i + 1; j < pools.size(); j++) {
        PoolConfig one = pools.get(i);
        PoolConfig other = pools.get(j);
        scope(one)
            .overlaps(scope(other))
            .ifPresent(why ->
                faults.add(
                    "pools %s and %s overlap: %s; tell them apart by node-pool, class or datacenters"
                        .formatted(one.name(), other.name(), why)));
      }
    }
    if (!faults.isEmpty()) {
      throw ConfigException.of(
          settings.origin(AutoscalerSettings.POOLS).toString(),
          AutoscalerSettings.POOLS.key(),
          String.join("; ", faults),
          "");
    }
    return pools;
  }

  /// The pools with their targets; what must be closed is registered.
  static List<PoolSetup> pools(
      Resolved settings, Clockwork time, Map<String, String> environment, Closer closer) {
    List<PoolConfig> configs = checked(settings);
    List<String> asgs =
        configs.stream()
            .flatMap(pool -> pool.groups().stream())
            .filter(GroupConfig.Asg.class::isInstance)
            .map(GroupConfig::name)
            .toList();
    Optional<AwsGroups> aws =
        asgs.isEmpty()
            ? Optional.empty()
            : Optional.of(
                closer.register(
                    AwsGroups.in(
                        settings.require(AutoscalerSettings.AWS_REGION),
                        settings.find(AutoscalerSettings.AWS_ENDPOINT),
                        asgs,
                        new AwsGroups.Times(time.wall(), time.ticker(), time.pause()))));
    return configs.stream().map(config -> pool(config, aws, time, environment)).toList();
  }

  private static PoolSetup pool(
      PoolConfig config, Optional<AwsGroups> aws, Clockwork time, Map<String, String> environment) {
    List<Target> targets =
        config.groups().stream().map(group -> target(group, aws, time, environment)).toList();
    List<SizeQuery> queries = config.queries().stream().<SizeQuery>map(Wiring::query).toList();
    return new PoolSetup(
        scope(config),
        config.priority(),
        config.terms(),
        config.template().map(template -> profile(config, template)),
        targets,
        new SizeSources(config.schedules(), queries, BELIEVED));
  }

  private static PoolScope scope(PoolConfig config) {
    return new PoolScope(
        config.name(), config.nodePool(), config.nodeClass(), config.datacenters());
  }

  private static Target target(
      GroupConfig group, Optional<AwsGroups> aws, Clockwork time, Map<String, String> environment) {
    try {
      return switch (group) {
        case GroupConfig.Asg asg -> aws.orElseThrow().target(asg.name());
        case GroupConfig.Webhook webhook ->
            BridgedTarget.byWebhook(
                webhook.name(),
                new WebhookTerms(
                    webhook.url(),
                    Map.of(),
                    webhook.secretFile().map(Wiring::secret),
                    webhook.timeout()),
                time.wall(),
                RandomGenerator.getDefault());
        case GroupConfig.Exec exec ->
            BridgedTarget.byProgram(
                exec.name(),
                new ExecTerms(exec.command(), exec.timeout()),
                without(environment),
                time.wall(),
                RandomGenerator.getDefault());
      };
    } catch (IllegalArgumentException e) {
      throw ConfigException.of(
          "the configuration", "groups", "group " + group.name() + ": " + e.getMessage(), "");
    }
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e, e);
    }
  }

  /// Our own secrets are no business of the program.
  private static Map<String, String> without(Map<String, String> environment) {
    Map<String, String> rest = new HashMap<>(environment);
    rest.keySet().removeIf(name -> name.equals("NOMAD_TOKEN") || name.startsWith("NOMAD_OPS_"));
    return rest;
  }

  private static PrometheusQuery query(QueryConfig config) {
    return new PrometheusQuery(
        new PrometheusQuery.Terms(
            config.name(),
            config.url(),
            config.query(),
            config.kind(),
            config.perNode(),
            config.timeout(),
            () -> config.tokenFile().map(Wiring::secret)));
  }

  /// What is known of nodes that nobody has seen: that they are of this pool, and their size.
  private static NodeProfile profile(PoolConfig config, TemplateConfig template) {
    Set<String> drivers = new HashSet<>(template.drivers());
    String datacenter =
        template.datacenter().isEmpty()
            ? config.datacenters().stream()
                .filter(dc -> !dc.contains("*"))
                .findFirst()
                .orElse("dc1")
            : template.datacenter();
    long mhzPerCore = template.cores() > 0 ? template.cpu() / template.cores() : 0;
    return new NodeProfile(
        config.nodePool().orElse("default"),
        config.nodeClass().orElse(""),
        datacenter,
        template.attributes(),
        template.meta(),
        drivers,
        Set.of(),
        new Resources(
            template.cpu(),
            template.memoryMb(),
            template.diskMb(),
            template.cores(),
            Resources.ANY_SLOTS,
            template.devices()),
        mhzPerCore);
  }
}
