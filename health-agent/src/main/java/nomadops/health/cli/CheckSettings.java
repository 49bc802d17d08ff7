package nomadops.health.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nomadops.health.agent.Planned;
import nomadops.health.check.Check;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.log.LogSettings;

/// What is looked at, and how often.
final class CheckSettings {
  private static final String HEADING = "Looking";

  static final Setting<Duration> EVERY =
      Setting.of("every", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
          .defaultsTo(Duration.ofSeconds(15))
          .describedAs("From the start of one look to the start of the next.")
          .asReloadable()
          .inGroup(HEADING);
  static final Setting<Duration> DEADLINE =
      Setting.of("deadline", Parsers.duration(Duration.ofMillis(100), Duration.ofMinutes(10)))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs("How long one look may take.")
          .asReloadable()
          .inGroup(HEADING);

  static final List<Setting<?>> ALL = all();

  private CheckSettings() {}

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(List.of(EVERY, DEADLINE));
    all.addAll(MachineSettings.ALL);
    all.addAll(InternetSettings.ALL);
    all.addAll(ProgramSettings.ALL);
    all.addAll(NomadSettings.ALL);
    all.addAll(LogSettings.ALL);
    return all;
  }

  /// The checks that are wanted and their rhythm.
  ///
  /// @throws ConfigException when a setting makes no sense, or two checks have one name
  static List<Planned> plan(Resolved settings, Surrounds around) {
    List<Check> checks = new ArrayList<>(MachineSettings.checks(settings, around));
    checks.addAll(InternetSettings.checks(settings, around.time()));
    checks.addAll(ProgramSettings.plugins(settings, around.time()));
    List<Planned> all = new ArrayList<>();
    for (Check check : checks) {
      all.add(new Planned(check, settings.get(EVERY), settings.get(DEADLINE)));
    }
    all.addAll(ProgramSettings.canary(settings, around.time()));
    Set<String> names = new HashSet<>();
    for (Planned planned : all) {
      if (!names.add(planned.check().name())) {
        throw ConfigException.of(
            settings.origin(ProgramSettings.PLUGINS).toString(),
            ProgramSettings.PLUGINS.key(),
            "two checks are called \"" + planned.check().name() + "\"",
            "give the plug-in another name");
      }
    }
    return all;
  }
}
