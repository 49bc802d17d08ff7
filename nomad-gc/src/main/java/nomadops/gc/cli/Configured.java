package nomadops.gc.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nomadops.gc.GcConfig;
import nomadops.gc.intake.IntakeTerms;
import nomadops.gc.job.JobType;
import nomadops.gc.ledger.LedgerLimits;
import nomadops.gc.pace.PaceProfile;
import nomadops.gc.policy.MetaLimits;
import nomadops.gc.policy.Retention;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.RetentionRule;
import nomadops.runtime.Refused;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;
import nomadops.runtime.config.Resolved;

/// Turns settings into what the collector is told, and refuses what is dangerous.
final class Configured {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private Configured() {}

  /// The configuration that the settings describe.
  ///
  /// @throws Refused for a keep-for that is suspiciously short
  static GcConfig of(Resolved settings) {
    return new GcConfig(
        settings.get(GcSettings.NAMESPACE),
        filter(settings),
        settings.get(GcSettings.PAGE_SIZE),
        2 * settings.get(GcSettings.PAGE_SIZE),
        policy(settings),
        pace(settings),
        new IntakeTerms(
            settings.get(GcSettings.LIST_INTERVAL),
            settings.get(GcSettings.DUE_SOON),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1)),
        LedgerLimits.DEFAULT);
  }

  static RetentionPolicy policy(Resolved settings) {
    List<RetentionRule> rules = settings.get(GcSettings.RETENTION);
    RetentionRule otherwise =
        RetentionRule.forAll("the default", settings.get(GcSettings.KEEP_FOR));
    refuseShort(settings, rules, otherwise);
    return new RetentionPolicy(
        rules, otherwise, limits(settings), settings.get(GcSettings.REUSE_QUIET));
  }

  private static MetaLimits limits(Resolved settings) {
    Duration min = settings.get(GcSettings.META_MIN);
    Duration max = settings.get(GcSettings.META_MAX);
    if (min.compareTo(max) > 0) {
      throw ConfigException.of(
          settings.origin(GcSettings.META_MIN).toString(),
          "meta-min-keep",
          Durations.text(min) + " is above meta-max-keep " + Durations.text(max),
          "raise meta-max-keep");
    }
    return new MetaLimits(min, max, settings.get(GcSettings.META_FOREVER));
  }

  private static void refuseShort(
      Resolved settings, List<RetentionRule> rules, RetentionRule otherwise) {
    if (settings.get(GcSettings.ALLOW_SHORT_KEEP)) {
      return;
    }
    List<RetentionRule> all = new ArrayList<>(rules);
    all.add(otherwise);
    for (RetentionRule rule : all) {
      if (rule.retention() instanceof Retention.KeepFor(Duration time)
          && time.compareTo(SHORTEST) < 0) {
        throw new Refused(
            "keep-for "
                + Durations.text(time)
                + " of "
                + (rule.equals(otherwise) ? rule.name() : "rule \"" + rule.name() + "\"")
                + " would delete jobs as soon as they are dead, before anyone can look at them. Keep them for at least "
                + Durations.text(SHORTEST)
                + ", or say -allow-short-keep.");
      }
    }
  }

  static PaceProfile pace(Resolved settings) {
    PaceProfile profile =
        switch (settings.get(GcSettings.PACE_PROFILE)) {
          case COURTEOUS -> PaceProfile.COURTEOUS;
          case NORMAL -> PaceProfile.NORMAL;
          case FAST -> PaceProfile.FAST;
        };
    profile = settings.find(GcSettings.MAX_RATE).map(profile::withMaxRate).orElse(profile);
    profile = settings.find(GcSettings.WINDOW_MAX).map(profile::withMaxWindow).orElse(profile);
    return settings
        .find(GcSettings.FOREIGN_BACKLOG)
        .map(profile::withForeignBacklog)
        .orElse(profile);
  }

  private static String filter(Resolved settings) {
    List<String> parts = new ArrayList<>();
    List<JobType> types = settings.get(GcSettings.TYPES);
    if (!types.isEmpty()) {
      parts.add(
          types.stream()
              .map(type -> "Type == \"" + type.word() + "\"")
              .collect(Collectors.joining(" or ", "(", ")")));
    }
    if (!settings.get(GcSettings.FILTER).isBlank()) {
      parts.add("(" + settings.get(GcSettings.FILTER) + ")");
    }
    return String.join(" and ", parts);
  }
}
