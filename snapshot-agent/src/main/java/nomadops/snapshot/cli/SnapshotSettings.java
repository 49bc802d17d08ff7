package nomadops.snapshot.cli;

import java.time.Duration;
import java.util.List;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.audit.AuditSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.leader.LeaderSettings;
import nomadops.runtime.log.LogSettings;
import nomadops.snapshot.intake.DownloadTerms;
import nomadops.snapshot.policy.KeepTerms;

/// Everything that `snapshot` can be told.
public final class SnapshotSettings {
  private static final String WHEN = "When they are taken";
  private static final String KEPT = "How long they are kept";
  private static final String BOUNDS = "Bounds of one snapshot";

  static final Setting<Duration> INTERVAL =
      Setting.of("interval", Parsers.duration(Duration.ofMinutes(1), Duration.ofDays(7)))
          .defaultsTo(Duration.ofHours(1))
          .describedAs("From one snapshot to the next, aligned to full hours, days, ... in UTC.")
          .asReloadable()
          .inGroup(WHEN);
  static final Setting<Duration> JITTER =
      Setting.of("jitter", Parsers.duration(Duration.ZERO, Duration.ofDays(1)))
          .defaultsTo(Duration.ofMinutes(2))
          .describedAs(
              "The most that a process is later than the full interval; it keeps what it drew at start.")
          .asReloadable()
          .inGroup(WHEN);

  static final Setting<Integer> HOURLY = keep("hourly", "hours", 24);
  static final Setting<Integer> DAILY = keep("daily", "days", 14);
  static final Setting<Integer> WEEKLY = keep("weekly", "weeks", 8);

  static final Setting<Long> MAX_SIZE =
      Setting.of("max-size", Parsers.bytes())
          .defaultsTo(32L << 30)
          .describedAs("The largest snapshot that is received.")
          .inGroup(BOUNDS);
  static final Setting<Duration> TIMEOUT =
      Setting.of("timeout", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(12)))
          .defaultsTo(Duration.ofMinutes(30))
          .describedAs("The longest that receiving one may take.")
          .inGroup(BOUNDS);
  static final Setting<Boolean> STALE =
      Setting.of("stale", Parsers.bool())
          .defaultsTo(false)
          .describedAs(
              "Any server may answer, also while there is no leader; the state may be old then.")
          .inGroup(BOUNDS);

  static final AdminSettings ADMIN = AdminSettings.of(9473);
  static final LeaderSettings LEADER = LeaderSettings.of("snapshot");
  static final LeaderSettings SAVE_LEADER = LeaderSettings.of("snapshot", LeaderSettings.Mode.NONE);

  private static final List<Setting<?>> SAVING =
      List.of(HOURLY, DAILY, WEEKLY, MAX_SIZE, TIMEOUT, STALE);

  /// The catalogue of the process.
  public static final Catalogue CATALOGUE =
      Catalogue.of("snapshot", INTERVAL, JITTER)
          .and(TargetSettings.ALL)
          .and(SAVING)
          .and(LEADER.all())
          .and(ADMIN.all())
          .and(AuditSettings.ALL)
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL);

  /// Of `snapshot save`, which nobody need lead for.
  static final Catalogue SAVE =
      new Catalogue("snapshot", TargetSettings.ALL)
          .and(SAVING)
          .and(SAVE_LEADER.all())
          .and(AuditSettings.ALL)
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL)
          .within(CATALOGUE);

  /// Of the commands that only look at what is kept.
  static final Catalogue LOOK =
      new Catalogue("snapshot", TargetSettings.ALL).and(LogSettings.ALL).within(CATALOGUE);

  private SnapshotSettings() {}

  static KeepTerms keep(Resolved settings) {
    return new KeepTerms(settings.get(HOURLY), settings.get(DAILY), settings.get(WEEKLY));
  }

  static DownloadTerms download(Resolved settings) {
    return new DownloadTerms(settings.get(MAX_SIZE), settings.get(TIMEOUT), settings.get(STALE));
  }

  /// @throws ConfigException when settings contradict each other
  static void check(Resolved settings) {
    if (settings.get(JITTER).compareTo(settings.get(INTERVAL)) >= 0) {
      throw ConfigException.of(
          "configuration",
          "jitter",
          "is not shorter than interval",
          "write e.g. jitter: 30s with interval: 1h");
    }
  }

  private static Setting<Integer> keep(String word, String plural, int usual) {
    return Setting.of("keep-" + word, Parsers.integer(0, 10_000))
        .defaultsTo(usual)
        .describedAs(
            "Keeps the newest snapshot of each of the last so many "
                + plural
                + " that have one; the last verified one always stays.")
        .asReloadable()
        .inGroup(KEPT);
  }
}
