package nomadops.drainer.cli;

import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Origin;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;

/// Commands for the operator to copy: with what was given as an option, so that they reach the same
/// Nomad.
record AgainCommand(Resolved settings, String nodeId) {

  /// `nomad-ops drainer rerun -node 1a2b...`.
  String text(String command) {
    return "nomad-ops drainer "
        + command
        + " -node "
        + nodeId
        + option(NomadSettings.ADDRESS)
        + option(NomadSettings.REGION);
  }

  private String option(Setting<?> setting) {
    return settings.origin(setting) instanceof Origin.Flag
        ? " -" + setting.key() + " " + settings.find(setting).map(Object::toString).orElse("")
        : "";
  }
}
