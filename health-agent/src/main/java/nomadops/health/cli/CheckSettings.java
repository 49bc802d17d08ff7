package nomadops.health.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import nomadops.client.NomadClient;
import nomadops.health.agent.Planned;
import nomadops.health.check.Check;
import nomadops.health.nomad.AgentCheck;
import nomadops.health.nomad.ServerCheck;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.log.LogSettings;

/// What is looked at, and how.
final class CheckSettings {
  private static final String HEADING = "What is checked";

  static final Setting<List<CheckName>> CHECKS =
      Setting.of("checks", Parsers.listOf(Parsers.oneOf(CheckName.class)))
          .defaultsTo(List.of(CheckName.values()))
          .describedAs("The checks that are made.")
          .example("[nomad, nomad-servers]")
          .inGroup(HEADING);
  static final Setting<Duration> EVERY =
      Setting.of("every", Parsers.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
          .defaultsTo(Duration.ofSeconds(15))
          .describedAs("From the start of one look to the start of the next.")
          .inGroup(HEADING);
  static final Setting<Duration> DEADLINE =
      Setting.of("deadline", Parsers.duration(Duration.ofMillis(100), Duration.ofMinutes(10)))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs("How long one look may take.")
          .inGroup(HEADING);

  static final List<Setting<?>> ALL = all();

  private CheckSettings() {}

  private static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(List.of(CHECKS, EVERY, DEADLINE));
    all.addAll(NomadSettings.ALL);
    all.addAll(LogSettings.ALL);
    return all;
  }

  /// The checks that are wanted, each once, in the order of their naming.
  static List<Planned> plan(Resolved settings, NomadClient nomad) {
    return new LinkedHashSet<>(settings.get(CHECKS))
        .stream()
            .map(name -> check(name, nomad))
            .map(check -> new Planned(check, settings.get(EVERY), settings.get(DEADLINE)))
            .toList();
  }

  private static Check check(CheckName name, NomadClient nomad) {
    return switch (name) {
      case NOMAD -> new AgentCheck(nomad);
      case NOMAD_SERVERS -> new ServerCheck(nomad);
    };
  }
}
