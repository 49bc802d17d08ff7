package nomadops.autoscaler.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import nomadops.runtime.leader.LeaderSettings;
import nomadops.runtime.log.LogSettings;

/// Every setting of the autoscaler.
public final class AutoscalerSettings {
  private static final String POOLS_HEADING = "Pools";
  private static final String AWS = "AWS";
  private static final String MEMORY = "What is kept in Nomad";

  static final Setting<List<PoolConfig>> POOLS =
      Setting.of("pools", Parsers.listOf(PoolParser.pool()))
          .describedAs(
              "The pools of clients: which nodes, between which sizes, from which groups of machines.")
          .example(
              "[{name: batch, node-pool: batch, max: 200, groups: [{asg: batch-spot}, {asg: batch-on-demand}]}]")
          .asReloadable()
          .inGroup(POOLS_HEADING);
  static final Setting<Integer> MAX_NODES =
      Setting.of("max-nodes", Parsers.integer(0, 1_000_000))
          .describedAs("The most nodes of all pools together; pools with a greater priority first.")
          .example("500")
          .asReloadable()
          .inGroup(POOLS_HEADING);
  static final Setting<Duration> INTERVAL =
      Setting.of("interval", Parsers.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs(
              "How often a pool is decided on, at the least; changes of the queue wake it.")
          .asReloadable()
          .inGroup(POOLS_HEADING);
  static final Setting<Integer> HISTORY =
      Setting.of("history", Parsers.integer(0, 5_000))
          .defaultsTo(300)
          .describedAs(
              "How many decisions on each pool are kept in memory, alike ones counted as one; some 10 kB each.")
          .asReloadable()
          .inGroup(POOLS_HEADING);
  static final Setting<String> INSTANCE_ATTRIBUTE =
      Setting.of("instance-attribute", Parsers.string())
          .defaultsTo("unique.platform.aws.instance-id")
          .describedAs(
              "The attribute in which a node says which machine it is; else its meta instance-id says it.")
          .inGroup(POOLS_HEADING);
  static final Setting<String> AWS_REGION =
      Setting.of("aws-region", Parsers.string())
          .env("AWS_REGION", "AWS_DEFAULT_REGION")
          .describedAs("The region of the Auto Scaling groups.")
          .example("eu-central-1")
          .asReloadable()
          .inGroup(AWS);
  static final Setting<URI> AWS_ENDPOINT =
      Setting.of("autoscaling-endpoint", Parsers.uri("https", "http"))
          .env("AWS_ENDPOINT_URL_AUTO_SCALING", "AWS_ENDPOINT_URL")
          .describedAs("Where Auto Scaling is reached, instead of the region's own endpoint.")
          .asReloadable()
          .inGroup(AWS);
  static final Setting<String> OWNER =
      Setting.of("owner", Parsers.string())
          .defaultsTo("nomad-ops/autoscaler")
          .describedAs(
              "What groups are claimed as: the same in every replica, another for every cluster.")
          .inGroup(MEMORY);
  static final Setting<String> STATE_PATH =
      Setting.of("state-path", Parsers.string())
          .defaultsTo("nomad-ops/autoscaler")
          .describedAs("Under which the variables are kept (needs read and write there).")
          .inGroup(MEMORY);
  static final Setting<String> STATE_NAMESPACE =
      Setting.of("state-namespace", Parsers.string())
          .defaultsTo("default")
          .describedAs("The namespace of those variables.")
          .inGroup(MEMORY);
  static final Setting<Path> AUDIT_LOG =
      Setting.of("audit-log", Parsers.path())
          .describedAs("File that gets a JSON line for each move that was made.")
          .example("/var/log/nomad-ops/scaled.ndjson")
          .inGroup("Audit");

  static final AdminSettings ADMIN = AdminSettings.of(9466);
  static final LeaderSettings LEADER = LeaderSettings.of("autoscaler");

  /// The catalogue of the process.
  public static final Catalogue CATALOGUE = new Catalogue("autoscaler", everything());

  /// What an operator's commands need: Nomad, and where things are kept.
  static final Catalogue MEMORY_ONLY =
      Catalogue.of("autoscaler", STATE_PATH, STATE_NAMESPACE)
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL)
          .within(CATALOGUE);

  /// What looking needs.
  static final Catalogue LOOKING = new Catalogue("autoscaler", looking()).within(CATALOGUE);

  /// What listening needs.
  static final Catalogue LISTENING =
      Catalogue.of("autoscaler").and(NomadSettings.ALL).and(LogSettings.ALL).within(CATALOGUE);

  /// What a simulation needs.
  static final Catalogue REHEARSING =
      Catalogue.of("autoscaler", POOLS).and(LogSettings.ALL).within(CATALOGUE);

  private AutoscalerSettings() {}

  private static List<Setting<?>> looking() {
    List<Setting<?>> all =
        new ArrayList<>(
            List.of(
                POOLS,
                MAX_NODES,
                INSTANCE_ATTRIBUTE,
                AWS_REGION,
                AWS_ENDPOINT,
                OWNER,
                STATE_PATH,
                STATE_NAMESPACE));
    all.addAll(NomadSettings.ALL);
    all.addAll(LogSettings.ALL);
    return all;
  }

  private static List<Setting<?>> everything() {
    List<Setting<?>> all = new ArrayList<>(looking());
    all.add(2, INTERVAL);
    all.add(3, HISTORY);
    all.add(AUDIT_LOG);
    all.addAll(ADMIN.all());
    all.addAll(LEADER.all());
    return all;
  }
}
