package nomadops.exporter.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nomadops.exporter.family.Families;
import nomadops.exporter.family.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own judge of names, types and help texts. */
@Timeout(60)
class PromtoolTest {
  @TempDir Path folder;

  @Test
  void promtoolFindsNothingWrongWithAPageOfAllFamilies() throws Exception {
    Optional<Path> promtool = promtool();
    assumeTrue(promtool.isPresent(), "promtool is not on the PATH: what it would say is not known");
    try (Rig rig = new Rig()) {
      rig.says = Rig.everyFamily(3);
      for (Family family : Families.ALL) {
        if (family.kind() == Family.Kind.HISTOGRAM) {
          rig.latencies.observe(
              family, 1.5, "eval_id", "e", family.labels().toArray(String[]::new));
        }
      }
      rig.meters.pushed("delivered");
      rig.registry.scrape();
      String page = rig.registry.scrape("text/plain; version=0.0.4");
      for (Family family : Families.ALL) {
        assertThat(page).contains("# TYPE " + family.name() + " ");
      }
      assertThat(page).contains("nomad_ops_exporter_series_dropped_total{");

      Path said = folder.resolve("said.txt");
      Process check =
          new ProcessBuilder(promtool.get().toString(), "check", "metrics")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try (OutputStream in = check.getOutputStream()) {
        in.write(page.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(lines(said)).isEmpty();
      assertThat(check.exitValue()).isZero();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }

  private static Optional<Path> promtool() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
