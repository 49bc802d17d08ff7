package nomadops.snapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that may write no more than 8 KiB to any file meets its limit as it would a full disk:
/// in the middle of a write.
@Timeout(120)
class FullDiskTest {
  @TempDir Path folder;
  @TempDir Path work;

  @Test
  void whatDoesNotFitIsNotKeptAndNothingLies() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")), "no bash here");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(2_000);
      Path said = work.resolve("said");
      Process process =
          new ProcessBuilder(
                  "/bin/bash",
                  "-c",
                  "ulimit -f 8; exec \"$@\" 2>&1 | head -c 4000",
                  "bash",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:-UsePerfData",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SnapshotMain.class.getName(),
                  "snapshot",
                  "save",
                  "-target=" + folder,
                  "-address=" + nomad.address())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(said)).contains("nothing was saved").contains("File too large");
      assertThat(files()).isEmpty();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
