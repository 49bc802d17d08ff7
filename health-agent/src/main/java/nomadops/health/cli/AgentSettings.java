package nomadops.health.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;

/// Every setting of the agent.
public final class AgentSettings {
  static final Setting<Path> TEXTFILE =
      Setting.of("textfile", Parsers.path())
          .describedAs("A file for node_exporter's textfile collector; its name ends with .prom.")
          .example("/var/lib/node_exporter/nomad_health.prom")
          .inGroup("What is told");
  static final AdminSettings ADMIN = AdminSettings.of(9468);

  /// All of them.
  public static final Catalogue CATALOGUE = new Catalogue("health", everything());

  private AgentSettings() {}

  private static List<Setting<?>> everything() {
    List<Setting<?>> all = new ArrayList<>(CheckSettings.ALL);
    all.add(TEXTFILE);
    all.addAll(ReportSettings.ALL);
    all.addAll(ADMIN.all());
    return all;
  }
}
