package nomadops.health.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.audit.AuditSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Setting;
import nomadops.runtime.leader.LeaderSettings;
import nomadops.runtime.log.LogSettings;

/// Every setting of the controller.
public final class ControllerSettings {
  private static final String DECIDING = "Deciding";
  private static final String REPORTS = "What clients tell";
  private static final String MEMORY = "What is kept in Nomad";

  /// Where pauses are; records have a place of their own, as whoever looks for one knows the node.
  static final String STATE_PATH = "nomad-ops/health";

  static final Setting<Boolean> DRY_RUN =
      Setting.of("dry-run", Parsers.bool())
          .defaultsTo(true)
          .describedAs("Only tells what would be done; write -dry-run=false to have it done.")
          .inGroup(DECIDING);
  static final Setting<Duration> INTERVAL =
      Setting.of("interval", Parsers.duration(Duration.ofSeconds(5), Duration.ofMinutes(1)))
          .defaultsTo(Duration.ofSeconds(15))
          .describedAs("From one decision to the next.")
          .inGroup(DECIDING);
  static final Setting<HostPort> REPORT_ADDRESS =
      Setting.of("report-address", Parsers.hostPort())
          .defaultsTo(new HostPort("127.0.0.1", 9471))
          .describedAs("Where agents' reports are taken.")
          .example("0.0.0.0:9471")
          .inGroup(REPORTS);
  static final Setting<Path> SECRET_FILE =
      Setting.of("report-secret-file", Parsers.path())
          .describedAs(
              "A file with the secret that reports are signed with, or two of them on a line each; it is read again when it changes.")
          .example("/etc/nomad-ops/report-secret")
          .inGroup(REPORTS);
  static final Setting<String> STATE_NAMESPACE =
      Setting.of("state-namespace", Parsers.string())
          .defaultsTo("default")
          .describedAs(
              "The namespace of the variables nomad-ops/quarantine/* and nomad-ops/health/*.")
          .inGroup(MEMORY);
  static final AdminSettings ADMIN = AdminSettings.of(9470);
  static final LeaderSettings LEADER = LeaderSettings.of("health-controller");

  /// All of them.
  public static final Catalogue CATALOGUE = new Catalogue("health", everything());

  /// What an operator's commands need: Nomad, and where things are kept.
  static final Catalogue MEMORY_ONLY =
      Catalogue.of("health", STATE_NAMESPACE)
          .and(NomadSettings.ALL)
          .and(LogSettings.ALL)
          .within(CATALOGUE);

  private ControllerSettings() {}

  private static List<Setting<?>> everything() {
    List<Setting<?>> all = new ArrayList<>(List.of(DRY_RUN, INTERVAL, REPORT_ADDRESS, SECRET_FILE));
    all.addAll(GuardSettings.ALL);
    all.add(STATE_NAMESPACE);
    all.addAll(NomadSettings.ALL);
    all.addAll(LogSettings.ALL);
    all.addAll(AuditSettings.ALL);
    all.addAll(ADMIN.all());
    all.addAll(LEADER.all());
    return all;
  }
}
