package nomadops.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  /// Not a recorded one (`pool:nomad_...`), nor a family of them (`nomad_capacity_*`).
  private static final Pattern NAME =
      Pattern.compile("(?<![a-zA-Z0-9_:.$/])nomad_[a-z_]+[a-z](?![a-zA-Z0-9_*:])");

  private static final Pattern ROW = Pattern.compile("\\| `(nomad_[a-z_]+)` \\| ([a-z]+) \\|.*");
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
  void pagesNameNoSeriesThatDoesNotExist() throws IOException {
    Set<String> known = known();
    try (Stream<Path> pages = Files.walk(DOCS)) {
      List<Path> all = pages.filter(page -> page.toString().endsWith(".md")).sorted().toList();
      assertThat(all).hasSizeGreaterThan(30);
      for (Path page : all) {
        assertThat(known).as(page.toString()).containsAll(names(page));
      }
    }
    assertThat(names(DOCS.resolve("gc.md"))).hasSizeGreaterThan(5);
    assertThat(names(DOCS.resolve("runbooks/cluster.md"))).contains("nomad_evaluations");
  }

  /// Each series of the reference; of a histogram those that Prometheus makes of it, too.
  private static Set<String> known() throws IOException {
    return Files.readAllLines(DOCS.resolve("metrics.md")).stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .flatMap(row ->
            row.group(2).equals("timer") || row.group(2).equals("histogram")
                ? Stream.of("", "_bucket", "_count", "_sum", "_max")
                    .map(suffix -> row.group(1) + suffix)
                : Stream.of(row.group(1)))
        .collect(toSet());
  }

  private static List<String> names(Path page) throws IOException {
    return NAME.matcher(Files.readString(page)).results().map(MatchResult::group).toList();
  }
}
