package nomadops.drainer.cli;

import java.nio.file.Path;
import java.time.Duration;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import nomadops.runtime.log.LogSettings;

/// What the commands that an operator types can be told.
final class DrainSettings {
  static final Setting<Duration> DEADLINE =
      Setting.of("deadline", Parsers.duration(Duration.ofSeconds(1), Duration.ofDays(365)))
          .defaultsTo(Duration.ofHours(1))
          .describedAs(
              "By when the node is empty: what runs then is told to stop its kill timeout before. A drain that is under way keeps its own end unless this is given and sooner.");
  static final Setting<Path> AUDIT_LOG =
      Setting.of("audit-log", Parsers.path())
          .env("NOMAD_OPS_DRAINER_AUDIT_LOG")
          .describedAs("File that gets a JSON line for each thing that was done.")
          .example("/var/log/nomad-ops/drained.ndjson");

  /// Of commands that need nothing but Nomad.
  static final Catalogue NOMAD =
      Catalogue.of("drainer-cli")
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL)
          .within(DrainerSettings.CATALOGUE);

  static final Catalogue DRAIN =
      Catalogue.of("drainer-drain", DEADLINE, AUDIT_LOG)
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL)
          .within(DrainerSettings.CATALOGUE);

  private DrainSettings() {}
}
