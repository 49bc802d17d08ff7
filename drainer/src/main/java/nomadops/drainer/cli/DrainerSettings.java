package nomadops.drainer.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nomadops.drainer.imds.InstanceMetadata;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import nomadops.runtime.log.LogSettings;

/// Everything that `drainer` can be told.
public final class DrainerSettings {
  private static final String SOURCES = "Where notices come from";
  static final String ANSWERS = "What they call for";
  private static final String TIME = "How long it may take";

  /// What a notice calls for.
  public enum Answer {
    DRAIN,
    CORDON,
    IGNORE
  }

  static final Setting<List<String>> QUEUES =
      Setting.of("queues", Parsers.listOf(Parsers.string()))
          .describedAs("URLs of SQS queues. At least one, unless self is on.")
          .example("[https://sqs.us-east-1.amazonaws.com/123456789012/terminations]")
          .inGroup(SOURCES);
  static final Setting<Boolean> SELF =
      Setting.of("self", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Drains the EC2 instance that it runs on, by what its metadata service says; alone or beside queues.")
          .inGroup(SOURCES);
  static final Setting<List<String>> SELF_HOOKS =
      Setting.of("self-hooks", Parsers.listOf(Parsers.string()))
          .describedAs(
              "Names of the terminate hooks that are completed in self mode; left out, all of the instance's group, also those that wait for other programs.")
          .example("[nomad-drain]")
          .inGroup(SOURCES);
  static final Setting<URI> IMDS_ENDPOINT =
      Setting.of("imds-endpoint", Parsers.uri("http", "https"))
          .env("AWS_EC2_METADATA_SERVICE_ENDPOINT")
          .defaultsTo(InstanceMetadata.ADDRESS)
          .describedAs("Where the instance metadata service is, for self mode.")
          .inGroup(SOURCES);
  static final Setting<Duration> VISIBILITY =
      Setting.of("visibility", Parsers.duration(Duration.ofSeconds(10), Duration.ofHours(1)))
          .defaultsTo(Duration.ofSeconds(60))
          .describedAs(
              "How long a message is hidden at a time, and so how soon another drainer takes over from one that died.")
          .inGroup(SOURCES);
  static final Setting<Integer> PARK_AFTER =
      Setting.of("park-after", Parsers.integer(1, 1_000))
          .defaultsTo(3)
          .describedAs(
              "The delivery at which a message that cannot be read is logged whole and parked: hidden for as long as SQS allows.")
          .inGroup(SOURCES);
  static final Setting<String> PARKED_QUEUE =
      Setting.of("parked-queue", Parsers.string())
          .describedAs(
              "URL of a queue that parked messages are moved to; left out, they stay hidden in their own.")
          .example("https://sqs.us-east-1.amazonaws.com/123456789012/terminations-parked")
          .inGroup(SOURCES);
  static final Setting<List<Glob>> GROUPS =
      Setting.of("groups", Parsers.listOf(Parsers.glob()))
          .describedAs(
              "The Auto Scaling groups of this cluster, where several clusters share a queue; actions of others are handed back. Left out, all are ours.")
          .example("[workers-*]")
          .inGroup(SOURCES);
  static final Setting<String> AWS_REGION =
      Setting.of("aws-region", Parsers.string())
          .env("AWS_REGION", "AWS_DEFAULT_REGION")
          .describedAs(
              "Region of the Auto Scaling groups; left out, that of the instance in self mode, else that of the first queue.")
          .example("us-east-1")
          .inGroup(SOURCES);
  static final Setting<URI> AWS_ENDPOINT =
      Setting.of("aws-endpoint", Parsers.uri("http", "https"))
          .env("AWS_ENDPOINT_URL")
          .describedAs("Where AWS is, if not at its own addresses.")
          .example("http://127.0.0.1:5000")
          .inGroup(SOURCES);
  static final Setting<URI> SQS_ENDPOINT =
      Setting.of("sqs-endpoint", Parsers.uri("http", "https"))
          .env("AWS_ENDPOINT_URL_SQS")
          .describedAs(
              "Where SQS is; left out, as aws-endpoint says, or where the queue's URL points.")
          .example("http://127.0.0.1:9324")
          .inGroup(SOURCES);
  static final Setting<URI> AUTOSCALING_ENDPOINT =
      Setting.of("autoscaling-endpoint", Parsers.uri("http", "https"))
          .env("AWS_ENDPOINT_URL_AUTO_SCALING")
          .describedAs("Where EC2 Auto Scaling is; left out, as aws-endpoint says.")
          .example("http://127.0.0.1:5000")
          .inGroup(SOURCES);

  static final Setting<Answer> ON_SPOT = answer("on-spot", Answer.DRAIN, "a spot interruption");
  static final Setting<Answer> ON_REBALANCE =
      answer("on-rebalance", Answer.CORDON, "a rebalance recommendation");
  static final Setting<Answer> ON_STATE_CHANGE =
      answer("on-state-change", Answer.DRAIN, "an instance that stops or ends already");
  static final Setting<Answer> ON_MAINTENANCE =
      answer("on-maintenance", Answer.DRAIN, "a maintenance that AWS announces");
  static final Setting<Duration> MAINTENANCE_LEAD =
      Setting.of("maintenance-lead", Parsers.duration(Duration.ZERO, Duration.ofDays(14)))
          .defaultsTo(Duration.ofHours(1))
          .describedAs("How long before an announced maintenance its node is drained.")
          .inGroup(ANSWERS);
  static final Setting<HookResult> ON_CUT =
      Setting.of("on-cut", Parsers.oneOf(HookResult.class))
          .defaultsTo(HookResult.CONTINUE)
          .describedAs(
              "What a lifecycle action is completed with when time was up before the work.")
          .inGroup(ANSWERS);

  static final Setting<Integer> VOLUNTARY_AT_ONCE =
      Setting.of("voluntary-at-once", Parsers.integer(1, 1_000_000))
          .defaultsTo(10)
          .describedAs(
              "How many instances of a node class are drained at once for a rebalance or a maintenance; what the cloud takes at once never waits.")
          .inGroup(ANSWERS);

  static final Setting<Duration> LONGEST =
      Setting.of("deadline", Parsers.duration(Duration.ofSeconds(10), Duration.ofHours(48)))
          .defaultsTo(Duration.ofHours(1))
          .describedAs("The longest that a drain may take, where the cloud leaves more.")
          .inGroup(TIME);
  static final Setting<Duration> MARGIN =
      Setting.of("margin", Parsers.duration(Duration.ZERO, Duration.ofMinutes(30)))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs("Kept free before the instance goes.")
          .inGroup(TIME);
  static final Setting<Duration> UNKNOWN_FOR =
      Setting.of("unknown-for", Parsers.duration(Duration.ZERO, Duration.ofHours(1)))
          .defaultsTo(Duration.ofMinutes(1))
          .describedAs("How long an instance is looked for that Nomad does not know.")
          .inGroup(TIME);
  static final Setting<Boolean> IGNORE_SYSTEM_JOBS =
      Setting.of("ignore-system-jobs", Parsers.bool())
          .defaultsTo(true)
          .describedAs("Leaves system jobs on the node to its end.")
          .inGroup(TIME);
  static final Setting<Boolean> DRY_RUN =
      Setting.of("dry-run", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Prints what would be done, and does nothing: no write to Nomad or AWS. Messages are received, and so hidden from others for the visibility each time, and counted towards a queue's maxReceiveCount; give it a queue of its own.")
          .inGroup(ANSWERS);
  static final Setting<Path> AUDIT_LOG =
      Setting.of("audit-log", Parsers.path())
          .describedAs("File that gets a JSON line for each decision that was performed.")
          .example("/var/log/nomad-ops/drained.ndjson")
          .inGroup("Audit");

  static final AdminSettings ADMIN = AdminSettings.of(9465);

  /// The catalogue of the process.
  public static final Catalogue CATALOGUE =
      Catalogue.of(
              "drainer",
              QUEUES,
              SELF,
              SELF_HOOKS,
              IMDS_ENDPOINT,
              VISIBILITY,
              PARK_AFTER,
              PARKED_QUEUE,
              GROUPS,
              AWS_REGION,
              AWS_ENDPOINT,
              SQS_ENDPOINT,
              AUTOSCALING_ENDPOINT,
              ON_SPOT,
              ON_REBALANCE,
              ON_STATE_CHANGE,
              ON_MAINTENANCE,
              MAINTENANCE_LEAD,
              MaintenanceRules.RULES,
              VOLUNTARY_AT_ONCE,
              ON_CUT,
              DRY_RUN,
              LONGEST,
              MARGIN,
              UNKNOWN_FOR,
              IGNORE_SYSTEM_JOBS,
              BatchSettings.POLICY,
              BatchSettings.RERUN,
              BatchSettings.RULES,
              AUDIT_LOG)
          .and(WebhookSettings.ALL)
          .and(AnnounceSettings.ALL)
          .and(ADMIN.all())
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL);

  private DrainerSettings() {}

  private static Setting<Answer> answer(String key, Answer fallback, String what) {
    return Setting.of(key, Parsers.oneOf(Answer.class))
        .defaultsTo(fallback)
        .describedAs("What " + what + " calls for: drain, cordon or ignore.")
        .inGroup(ANSWERS);
  }
}
