package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import nomadops.autoscaler.AutoscalerMeters;
import nomadops.drainer.DrainerMeters;
import nomadops.drainer.WebhookMeters;
import nomadops.drainer.announce.AnnouncementMeters;
import nomadops.exporter.ExporterMeters;
import nomadops.exporter.WatchMeters;
import nomadops.exporter.family.Families;
import nomadops.gc.GcMeters;
import nomadops.health.agent.AgentMeters;
import nomadops.health.probe.ProbeMeters;
import nomadops.health.quarantine.InboxMeters;
import nomadops.health.quarantine.QuarantineMeters;
import nomadops.health.report.sender.ReportMeters;
import nomadops.health.scheduling.CanaryMeters;
import nomadops.health.scheduling.WedgeMeters;
import nomadops.runtime.Golden;
import nomadops.runtime.metrics.MeterCatalogue;
import nomadops.runtime.metrics.ProcessMetrics;
import nomadops.runtime.metrics.ReloadMetrics;
import nomadops.runtime.metrics.WireMetrics;
import nomadops.snapshot.SnapshotMeters;
import org.junit.jupiter.api.Test;

/** The documentation names the series that there are, and no other. */
class MetricsReferenceTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern NAME = Pattern.compile("nomad_ops_[a-z_]+[a-z]");
  private static final String INTRODUCTION =
      """
      # Metrics

      Every series of our own that a process serves at `/metrics`, rendered from the declarations in the code. A timer is a histogram: its name is
      followed by `_bucket`, `_count`, `_sum` and `_max`. The usual series of a JVM (`jvm_*`, `process_*`, `system_*`) stand beside them.

      """;

  private static final String CLUSTER =
      """

      # The cluster, by metrics-exporter

      Families of detail `cluster` are always there; `job` and `node` are asked for by the setting `detail`.

      """;

  @Test
  void theReferenceIsRenderedFromTheDeclarations() {
    List<MeterCatalogue> catalogues =
        List.of(
            GcMeters.CATALOGUE,
            DrainerMeters.CATALOGUE,
            AnnouncementMeters.CATALOGUE,
            WebhookMeters.CATALOGUE,
            AutoscalerMeters.CATALOGUE,
            ExporterMeters.CATALOGUE,
            WatchMeters.CATALOGUE,
            AgentMeters.CATALOGUE,
            ReportMeters.CATALOGUE,
            QuarantineMeters.CATALOGUE,
            InboxMeters.CATALOGUE,
            CanaryMeters.CATALOGUE,
            WedgeMeters.CATALOGUE,
            ProbeMeters.CATALOGUE,
            SnapshotMeters.CATALOGUE,
            WireMetrics.CATALOGUE,
            ReloadMetrics.CATALOGUE,
            ProcessMetrics.CATALOGUE);
    Golden.matches(
        DOCS.resolve("metrics.md"),
        INTRODUCTION
            + String.join("\n", catalogues.stream().map(MeterCatalogue::markdown).toList())
            + CLUSTER
            + Families.markdown());
  }

  @Test
  void theOperatorsPagesNameNoSeriesThatDoesNotExist() throws IOException {
    List<String> known = names(DOCS.resolve("metrics.md"));
    assertThat(names(DOCS.resolve("gc.md"))).isNotEmpty().isSubsetOf(known);
    assertThat(names(DOCS.resolve("drainer.md"))).isNotEmpty().isSubsetOf(known);
    assertThat(names(DOCS.resolve("exporter.md"))).isNotEmpty().isSubsetOf(known);
    assertThat(names(DOCS.resolve("health-scheduling.md"))).isNotEmpty().isSubsetOf(known);
    assertThat(names(DOCS.resolve("health-probe.md"))).isNotEmpty().isSubsetOf(known);
    assertThat(names(DOCS.resolve("snapshot.md"))).isNotEmpty().isSubsetOf(known);
  }

  private static List<String> names(Path page) throws IOException {
    return NAME.matcher(Files.readString(page)).results().map(MatchResult::group).toList();
  }
}
