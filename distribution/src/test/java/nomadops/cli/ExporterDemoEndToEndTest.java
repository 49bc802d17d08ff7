package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The exporter's demo, from the launcher to its end. */
@Timeout(100)
class ExporterDemoEndToEndTest {
  private static final Pattern PAGE = Pattern.compile("(?m)^The exporter's page {2}(http://\\S+)$");
  private static final Pattern RUNNING =
      Pattern.compile("(?m)^ {2}nomad_jobs\\{status=\"running\"} +(\\d+) ");

  @TempDir private Path folder;

  @Test
  void itShowsTheSeriesSaysWhereToLookAndLeavesNothingRunning() throws Exception {
    Path kept = folder.resolve("kept");
    Launcher.Ended run =
        Launcher.run(folder, "demo-exporter", "--for=12s", "--folder=" + kept.toString());

    assertThat(run.exitCode()).as("%s%s", run.out(), run.err()).isZero();
    Matcher page = PAGE.matcher(run.out());
    assertThat(page.find()).as(run.out()).isTrue();
    URI address = URI.create(page.group(1));
    assertThat(address.getPath()).isEqualTo("/metrics");
    assertThatThrownBy(() -> address.toURL().openStream().close()).isInstanceOf(IOException.class);
    assertThat(run.out())
        .contains("   0 s  jobs{status=\"running\"}")
        .contains("   5 s  jobs{status=\"running\"}")
        .containsPattern("(?m)^Prometheus +\\S")
        .doesNotContain("\u001b");
    Matcher running = RUNNING.matcher(run.out());
    assertThat(running.find()).as(run.out()).isTrue();
    assertThat(Integer.parseInt(running.group(1))).isGreaterThanOrEqualTo(2);
    assertThat(run.out()).containsPattern("nomad_nodes\\{status=\"ready\"} +7 ");
    try (Stream<Path> runs = Files.list(kept)) {
      List<Path> all = runs.toList();
      assertThat(all).hasSize(1);
      assertThat(all.getFirst().resolve("exporter.log")).content().contains("exporter starts");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidWithWhatTheExporterSaid() throws Exception {
    try (java.net.ServerSocket taken =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      Launcher.Ended run =
          Launcher.run(
              folder,
              "demo-exporter",
              "--for=2s",
              "--prometheus=false",
              "--folder=" + folder,
              "--port=" + taken.getLocalPort());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("" + taken.getLocalPort()).contains("is another process");
    }
  }
}
