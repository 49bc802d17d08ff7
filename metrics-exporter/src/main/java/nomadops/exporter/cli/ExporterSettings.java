package nomadops.exporter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.exporter.push.PushSettings;
import nomadops.exporter.selection.SelectionSettings;
import nomadops.exporter.view.WatchTerms;
import nomadops.runtime.admin.AdminSettings;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.config.Setting;
import nomadops.runtime.leader.LeaderSettings;
import nomadops.runtime.log.LogSettings;

/// Every setting of the exporter.
public final class ExporterSettings {
  private static final String HEADING = "The view of the cluster";

  static final Setting<Duration> RESYNC =
      Setting.of("resync", Parsers.duration(Duration.ofSeconds(30), Duration.ofHours(6)))
          .defaultsTo(WatchTerms.USUAL.resync())
          .describedAs(
              "How often everything is listed while events come: what Nomad collects without an event shows until then.")
          .inGroup(HEADING);
  static final Setting<Duration> POLL =
      Setting.of("poll", Parsers.duration(Duration.ofSeconds(10), Duration.ofHours(1)))
          .defaultsTo(WatchTerms.USUAL.poll())
          .describedAs("The same while no events come.")
          .inGroup(HEADING);
  static final Setting<Duration> STALE_AFTER =
      Setting.of("stale-after", Parsers.duration(Duration.ofSeconds(30), Duration.ofHours(6)))
          .defaultsTo(Duration.ofMinutes(5))
          .describedAs("When a view that is not renewed is no longer told, and /readyz says so.")
          .inGroup(HEADING);
  static final Setting<Integer> PAGE =
      Setting.of("page", Parsers.integer(100, 50_000))
          .defaultsTo(WatchTerms.USUAL.page())
          .describedAs(
              "Rows of one page of a list; the server counts from the first for each page.")
          .inGroup(HEADING);
  static final Setting<Boolean> STALE_READS =
      Setting.of("stale-reads", Parsers.bool())
          .defaultsTo(true)
          .describedAs("Whether any server may answer a list, also one that lags a little.")
          .inGroup(HEADING);

  static final AdminSettings ADMIN = AdminSettings.of(9467);
  static final LeaderSettings LEADER = LeaderSettings.of("exporter", LeaderSettings.Mode.NONE);

  /// All of them.
  public static final Catalogue CATALOGUE = new Catalogue("exporter", everything());

  private ExporterSettings() {}

  private static List<Setting<?>> everything() {
    List<Setting<?>> all = new ArrayList<>(SelectionSettings.ALL);
    all.addAll(List.of(RESYNC, POLL, STALE_AFTER, PAGE, STALE_READS));
    all.addAll(PushSettings.ALL);
    all.addAll(NomadSettings.ALL);
    all.addAll(LogSettings.ALL);
    all.addAll(ADMIN.all());
    all.addAll(LEADER.all());
    return all;
  }

  static WatchTerms terms(Resolved settings) {
    return new WatchTerms(
        settings.get(RESYNC),
        settings.get(POLL),
        WatchTerms.USUAL.servers(),
        WatchTerms.USUAL.namespaces(),
        settings.get(PAGE),
        settings.get(STALE_READS));
  }
}
