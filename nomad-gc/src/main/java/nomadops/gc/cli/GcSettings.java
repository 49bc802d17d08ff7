package nomadops.gc.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.gc.archive.cli.ArchiveSettings;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.MetaLimits;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import nomadops.runtime.leader.LeaderSettings;
import nomadops.runtime.log.LogSettings;

/// Everything that `gc` can be told.
public final class GcSettings {
  private static final String POLICY = "What is deleted";
  private static final String PACE = "How fast";
  private static final String INTAKE = "How it is found";
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /// How much room the collector takes.
  public enum Pace {
    COURTEOUS,
    NORMAL,
    FAST
  }

  static final Setting<String> NAMESPACE = NomadSettings.NAMESPACE.defaultsTo("*");

  static final Setting<Duration> KEEP_FOR =
      Setting.of("keep-for", Parsers.duration(Duration.ZERO, LONGEST))
          .defaultsTo(RetentionRule.NOMAD_JOB_GC_THRESHOLD)
          .describedAs(
              "How long a dead job is kept after its last activity, where no rule says otherwise.")
          .asReloadable()
          .inGroup(POLICY);
  static final Setting<Boolean> ALLOW_SHORT_KEEP =
      Setting.of("allow-short-keep", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Allows keep-for below 1m, for the default and for rules.")
          .inGroup(POLICY);
  static final Setting<List<RetentionRule>> RETENTION =
      Setting.of("retention", new RulesParser())
          .defaultsTo(List.of())
          .describedAs("Rules; the first that matches wins.")
          .example(
              """
              - {name: failures, outcome: [failed, lost], keep-for: 7d}
              - {name: ci, namespace: ci-*, keep-for: 30m}
              - {name: nightly, parent: nightly, keep-last-successes: 5, keep-for: 2d}
              - {name: audited, meta: {audit: '*'}, keep: forever}\
              """)
          .asReloadable()
          .inGroup(POLICY);
  static final Setting<List<JobType>> TYPES =
      Setting.of("types", Parsers.listOf(Parsers.oneOf(JobType.class)))
          .defaultsTo(List.of())
          .describedAs("Only jobs of these types; left out, all.")
          .example("[batch]")
          .inGroup(POLICY);
  static final Setting<String> FILTER =
      Setting.of("filter", Parsers.string())
          .defaultsTo("")
          .describedAs("Only jobs for which this expression in Nomad's filter language holds.")
          .example("ID matches \"^ci-\"")
          .inGroup(POLICY);
  static final Setting<Duration> REUSE_QUIET =
      Setting.of("reuse-quiet", Parsers.duration(Duration.ZERO, LONGEST))
          .defaultsTo(Duration.ofMinutes(10))
          .describedAs("How much longer a job is kept whose id has been registered more than once.")
          .asReloadable()
          .inGroup(POLICY);
  static final Setting<Duration> META_MIN =
      Setting.of("meta-min-keep", Parsers.duration(Duration.ZERO, LONGEST))
          .defaultsTo(MetaLimits.DEFAULT.min())
          .describedAs("The least that a job's own meta nomad-ops.gc/keep-for can ask for.")
          .asReloadable()
          .inGroup(POLICY);
  static final Setting<Duration> META_MAX =
      Setting.of("meta-max-keep", Parsers.duration(Duration.ZERO, LONGEST))
          .defaultsTo(MetaLimits.DEFAULT.max())
          .describedAs("The most that it can ask for.")
          .asReloadable()
          .inGroup(POLICY);
  static final Setting<Boolean> META_FOREVER =
      Setting.of("meta-forever", Parsers.bool())
          .defaultsTo(true)
          .describedAs(
              "Whether a job's meta nomad-ops.gc/keep = \"forever\" is obeyed; else meta-max-keep holds.")
          .asReloadable()
          .inGroup(POLICY);

  static final Setting<Duration> DOWN_NODES =
      Setting.of("collect-down-nodes-after", Parsers.duration(Duration.ofMinutes(10), LONGEST))
          .describedAs(
              "Purges client nodes that are down for longer, with nothing unfinished on them; left out, none.")
          .example("6h")
          .inGroup(POLICY);
  static final Setting<Integer> DOWN_NODES_PER_HOUR =
      Setting.of("collect-down-nodes-per-hour", Parsers.integer(1, 100_000))
          .defaultsTo(60)
          .describedAs("The most nodes that are purged in any hour, one at a time.")
          .inGroup(POLICY);

  static final Setting<Pace> PACE_PROFILE =
      Setting.of("pace", Parsers.oneOf(Pace.class))
          .defaultsTo(Pace.NORMAL)
          .describedAs(
              "How much room it takes beside users: courteous, normal, or fast for idle hours.")
          .asReloadable()
          .inGroup(PACE);
  static final Setting<Double> MAX_RATE =
      Setting.of("max-rate", Parsers.decimal(0.01, 100_000))
          .describedAs("The most deletes a second.")
          .example("50")
          .asReloadable()
          .inGroup(PACE);
  static final Setting<Integer> WINDOW_MAX =
      Setting.of("window-max", Parsers.integer(1, 512))
          .describedAs("The most unfinished deregister evaluations; left out, as the pace has it.")
          .example("8")
          .asReloadable()
          .inGroup(PACE);
  static final Setting<Integer> FOREIGN_BACKLOG =
      Setting.of("foreign-backlog", Parsers.integer(1, 100_000))
          .describedAs(
              "Unfinished evaluations of others above which nothing is deleted; left out, as the pace has it.")
          .example("200")
          .asReloadable()
          .inGroup(PACE);

  static final Setting<Duration> LIST_INTERVAL =
      Setting.of("list-interval", Parsers.duration(Duration.ofSeconds(1), Duration.ofDays(7)))
          .defaultsTo(Duration.ofMinutes(5))
          .describedAs("From one list of dead jobs to the next, when nothing calls for one sooner.")
          .inGroup(INTAKE);
  static final Setting<Integer> PAGE_SIZE =
      Setting.of("page-size", Parsers.integer(1, 100_000))
          .defaultsTo(5_000)
          .describedAs(
              "Jobs a page. Small pages are dear: the server scans from the first job for each.")
          .inGroup(INTAKE);
  static final Setting<Integer> DUE_SOON =
      Setting.of("due-soon", Parsers.integer(0, 10_000_000))
          .defaultsTo(50_000)
          .describedAs(
              "How many jobs that fall due next are remembered between lists (about 0.5 kB each).")
          .inGroup(INTAKE);

  static final Setting<Path> AUDIT_LOG =
      Setting.of("audit-log", Parsers.path())
          .describedAs(
              "File that gets a JSON line before and after each delete; without it none are written.")
          .example("/var/log/nomad-ops/purged.ndjson")
          .inGroup("Audit");
  static final Setting<Boolean> AUDIT_SYNC =
      Setting.of("audit-sync", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Forces each line to the disk: survives a crash of the machine, at the disk's speed.")
          .inGroup("Audit");

  static final LeaderSettings LEADER = LeaderSettings.of("gc");
  static final AdminSettings ADMIN = AdminSettings.of(9464);

  /// The catalogue of the process.
  public static final Catalogue CATALOGUE =
      Catalogue.of(
              "gc",
              KEEP_FOR,
              ALLOW_SHORT_KEEP,
              RETENTION,
              TYPES,
              FILTER,
              REUSE_QUIET,
              META_MIN,
              META_MAX,
              META_FOREVER,
              DOWN_NODES,
              DOWN_NODES_PER_HOUR,
              PACE_PROFILE,
              MAX_RATE,
              WINDOW_MAX,
              FOREIGN_BACKLOG,
              LIST_INTERVAL,
              PAGE_SIZE,
              DUE_SOON,
              AUDIT_LOG,
              AUDIT_SYNC)
          .and(ArchiveSettings.ALL)
          .and(LEADER.all())
          .and(ADMIN.all())
          .and(nomad())
          .and(LogSettings.ALL);

  private GcSettings() {}

  private static List<Setting<?>> nomad() {
    List<Setting<?>> all = new ArrayList<>();
    for (Setting<?> setting : NomadSettings.ALL) {
      all.add(setting.key().equals(NAMESPACE.key()) ? NAMESPACE : setting);
    }
    return all;
  }
}
