package nomadops.health.cli;

import java.time.Duration;
import java.util.List;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import nomadops.health.scheduling.CanaryJob;
import nomadops.health.scheduling.LookTerms;
import nomadops.health.scheduling.policy.WedgeTerms;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// The scheduling canary, and what follows from it. Both are opt-in.
public final class CanarySettings {
  private static final String HEADING = "Scheduling";

  static final Setting<Boolean> CANARY =
      Setting.of("canary", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Ask for an evaluation of an idle job now and then, while this server leads.")
          .inGroup(HEADING);
  static final Setting<Duration> EVERY =
      Setting.of("canary-every", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs("From one such look to the next.")
          .inGroup(HEADING);
  static final Setting<Duration> DEADLINE =
      Setting.of("canary-deadline", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
          .defaultsTo(Duration.ofSeconds(30))
          .describedAs("After this time an evaluation that is not done is late.")
          .inGroup(HEADING);
  static final Setting<String> NAMESPACE =
      Setting.of("canary-namespace", Parsers.string())
          .defaultsTo("default")
          .describedAs("Where the idle job and the record of condemned servers are.")
          .example("nomad-ops")
          .inGroup(HEADING);
  static final Setting<Boolean> CREATE_NAMESPACE =
      Setting.of("canary-create-namespace", Parsers.bool())
          .defaultsTo(false)
          .describedAs("Make that namespace when it is missing; needs a management token.")
          .inGroup(HEADING);
  static final Setting<String> JOB =
      Setting.of("canary-job", Parsers.string())
          .defaultsTo("nomad-ops-canary")
          .describedAs("The idle job's id; it is registered when it is missing.")
          .inGroup(HEADING);
  static final Setting<Integer> PRIORITY =
      Setting.of("canary-priority", Parsers.integer(1, 100))
          .defaultsTo(100)
          .describedAs(
              "The idle job's priority: the highest tells whether the schedulers work at all, a job's usual one how long users wait.")
          .inGroup(HEADING);
  static final Setting<Boolean> FREE_WEDGED_LEADER =
      Setting.of("free-wedged-leader", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Hand leadership over when this server leads and schedules nothing, and fail its liveness when that does not help.")
          .inGroup(HEADING);
  static final Setting<Duration> WEDGED_AFTER =
      Setting.of("wedged-after", Parsers.duration(Duration.ofSeconds(30), Duration.ofHours(1)))
          .defaultsTo(WedgeTerms.usual().wedged())
          .describedAs("For so long nothing is scheduled before leadership is handed over.")
          .inGroup(HEADING);
  static final Setting<Duration> CONDEMNED_AFTER =
      Setting.of("condemned-after", Parsers.duration(Duration.ofMinutes(1), Duration.ofHours(1)))
          .defaultsTo(WedgeTerms.usual().further())
          .describedAs("For so long nothing is scheduled after it before liveness fails.")
          .inGroup(HEADING);

  /// All of them.
  public static final List<Setting<?>> ALL =
      List.of(
          CANARY,
          EVERY,
          DEADLINE,
          NAMESPACE,
          CREATE_NAMESPACE,
          JOB,
          PRIORITY,
          FREE_WEDGED_LEADER,
          WEDGED_AFTER,
          CONDEMNED_AFTER);

  private CanarySettings() {}

  /// Refuses what would do nothing.
  ///
  /// @throws ConfigException when a wedged leader is to be freed that nobody looks for
  static void check(Resolved settings) {
    if (settings.get(FREE_WEDGED_LEADER) && !settings.get(CANARY)) {
      throw ConfigException.of(
          settings.origin(FREE_WEDGED_LEADER).toString(),
          FREE_WEDGED_LEADER.key(),
          "true, but without the canary nobody sees that a leader is wedged",
          "set canary to true, too");
    }
  }

  /// To the server beside us: each question once, and none longer than an evaluation may take. A
  /// leader that applies slowly is measured so, where a short time limit would call it unanswered.
  static Connection connection(Resolved settings) {
    return ServerProbeSettings.connection(settings, settings.get(DEADLINE));
  }

  static LookTerms looks(Resolved settings) {
    return new LookTerms(settings.get(EVERY), settings.get(DEADLINE));
  }

  static CanaryJob job(Resolved settings, NomadClient nomad) {
    return new CanaryJob(
        nomad,
        new JobKey(settings.get(NAMESPACE), settings.get(JOB)),
        settings.get(PRIORITY),
        settings.get(CREATE_NAMESPACE));
  }

  /// The usual ones but for the settings. A hand-over holds long enough for what is to follow.
  static WedgeTerms wedge(Resolved settings) {
    WedgeTerms usual = WedgeTerms.usual();
    Duration further = settings.get(CONDEMNED_AFTER);
    Duration holds = further.multipliedBy(2).plus(settings.get(WEDGED_AFTER));
    return new WedgeTerms(
        usual.looks(),
        settings.get(WEDGED_AFTER),
        further,
        holds.compareTo(usual.handOverHolds()) > 0 ? holds : usual.handOverHolds(),
        usual.grace(),
        usual.interlock(),
        usual.rate(),
        usual.skew());
  }
}
