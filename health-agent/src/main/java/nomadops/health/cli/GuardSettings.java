package nomadops.health.cli;

import java.time.Duration;
import java.util.List;
import nomadops.health.quarantine.policy.QuarantineTerms;
import nomadops.health.quarantine.view.Exempt;
import nomadops.runtime.config.Glob;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// What keeps a client from being taken out of scheduling.
final class GuardSettings {
  private static final String BUDGET = "How many clients";
  private static final String PATIENCE = "How long things take";

  static final Setting<List<Glob>> EXEMPT_POOLS =
      Setting.of("exempt-pools", Parsers.listOf(Parsers.glob()))
          .defaultsTo(List.of())
          .describedAs("Node pools whose clients are never touched.")
          .example("[gpu-*]")
          .inGroup(BUDGET);
  static final Setting<List<Glob>> EXEMPT_CLASSES =
      Setting.of("exempt-classes", Parsers.listOf(Parsers.glob()))
          .defaultsTo(List.of())
          .describedAs("Node classes whose clients are never touched.")
          .inGroup(BUDGET);
  static final Setting<Integer> MOST_SHARE =
      Setting.of("most-share", Parsers.integer(0, 100))
          .defaultsTo(20)
          .describedAs(
              "Percent of a pool's ready clients that may be sick or quarantined; with more, no further one is.")
          .inGroup(BUDGET);
  static final Setting<Integer> FEWEST_IN_POOL = fewest("fewest-in-pool", "a pool");
  static final Setting<Integer> FEWEST_IN_CLASS =
      fewest("fewest-in-class", "a node class of a pool");
  static final Setting<Integer> FEWEST_IN_DATACENTER =
      fewest("fewest-in-datacenter", "a datacenter of a pool");
  static final Setting<Integer> RATE =
      Setting.of("rate", Parsers.integer(1, 10_000))
          .defaultsTo(5)
          .describedAs("Quarantines in rate-per, over all pools.")
          .inGroup(BUDGET);
  static final Setting<Duration> RATE_PER =
      Setting.of("rate-per", Parsers.duration(Duration.ofSeconds(1), Duration.ofDays(7)))
          .defaultsTo(Duration.ofMinutes(30))
          .describedAs("The time that rate is for.")
          .inGroup(BUDGET);
  static final Setting<Integer> BURST =
      Setting.of("burst", Parsers.integer(1, 10_000))
          .defaultsTo(3)
          .describedAs("Quarantines at once.")
          .inGroup(BUDGET);
  static final Setting<Integer> COMMON_SHARE =
      Setting.of("common-share", Parsers.integer(0, 100))
          .defaultsTo(30)
          .describedAs(
              "When more than so many percent of all clients fail the same target or check, it is not their fault.")
          .inGroup(BUDGET);
  static final Setting<Integer> COMMON_CLIENTS =
      Setting.of("common-clients", Parsers.integer(2, 1_000_000))
          .defaultsTo(2)
          .describedAs("The fewest clients that have something in common.")
          .inGroup(BUDGET);
  static final Setting<Duration> SICK_FOR =
      wait("sick-for", "3m", "How long a client must have been sick, beyond its agent's patience.");
  static final Setting<Duration> WELL_FOR =
      wait("well-for", "10m", "How long a client must have been well to be released.");
  static final Setting<Duration> CALM =
      Setting.of("calm", Parsers.duration(Duration.ofMinutes(6), Duration.ofDays(1)))
          .defaultsTo(Duration.ofMinutes(10))
          .describedAs(
              "No quarantine for so long after a new leader, a server's new version, or this controller's start.")
          .inGroup(PATIENCE);
  static final Setting<Duration> RESPECT =
      wait("respect", "1h", "How long a client that somebody took out of our hands is left alone.");
  static final Setting<Duration> EXPIRY =
      wait(
          "expiry",
          "4h",
          "From when on a quarantined client is released when nobody can tell that it is sick.");

  static final List<Setting<?>> ALL =
      List.of(
          EXEMPT_POOLS,
          EXEMPT_CLASSES,
          MOST_SHARE,
          FEWEST_IN_POOL,
          FEWEST_IN_CLASS,
          FEWEST_IN_DATACENTER,
          RATE,
          RATE_PER,
          BURST,
          COMMON_SHARE,
          COMMON_CLIENTS,
          SICK_FOR,
          WELL_FOR,
          CALM,
          RESPECT,
          EXPIRY);

  private GuardSettings() {}

  private static Setting<Integer> fewest(String key, String where) {
    return Setting.of(key, Parsers.integer(0, 1_000_000))
        .defaultsTo(1)
        .describedAs("Clients of " + where + " that must be left to take work.")
        .inGroup(BUDGET);
  }

  private static Setting<Duration> wait(String key, String usual, String meaning) {
    return Setting.of(key, Parsers.duration(Duration.ZERO, Duration.ofDays(30)))
        .defaultsTo(nomadops.runtime.config.Durations.parse(usual).orElseThrow())
        .describedAs(meaning)
        .inGroup(PATIENCE);
  }

  static QuarantineTerms terms(Resolved settings) {
    QuarantineTerms.Waits usual = QuarantineTerms.usual().waits();
    return new QuarantineTerms(
        settings.get(MOST_SHARE),
        new QuarantineTerms.Fewest(
            settings.get(FEWEST_IN_POOL),
            settings.get(FEWEST_IN_CLASS),
            settings.get(FEWEST_IN_DATACENTER)),
        new QuarantineTerms.Rate(settings.get(RATE), settings.get(RATE_PER), settings.get(BURST)),
        new QuarantineTerms.Common(settings.get(COMMON_SHARE), settings.get(COMMON_CLIENTS)),
        new QuarantineTerms.Waits(
            usual.report(),
            settings.get(SICK_FOR),
            settings.get(WELL_FOR),
            settings.get(CALM),
            usual.shown(),
            usual.linger(),
            settings.get(RESPECT),
            settings.get(EXPIRY)));
  }

  static Exempt exempt(Resolved settings) {
    return new Exempt(settings.get(EXEMPT_POOLS), settings.get(EXEMPT_CLASSES));
  }
}
