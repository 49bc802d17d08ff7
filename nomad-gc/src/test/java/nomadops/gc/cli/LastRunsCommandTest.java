package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules that keep the last runs, from a file to a simulated Nomad.
class LastRunsCommandTest {
  @TempDir Path folder;

  @Test
  void aSingleRunCountsFirstAndLeavesTheLastOfEveryParent() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      for (String parent : List.of("build", "build-image", "nightly")) {
        nomad.state().seedDeadJobs(DeadJobSeed.of(20).childrenOf(parent));
      }
      nomad.state().seedDeadJobs(DeadJobSeed.of(4).idPrefix("alone-"));
      GcRun run = gc(nomad, "run", "-once", "-page-size", "7");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("kept: among_last_runs");
      assertThat(nomad.state().jobs("dead")).isEqualTo(3 * 5);
      for (int i = 15; i < 20; i++) {
        assertThat(nomad.state().job("default", "nightly/dispatch-00000" + i)).isPresent();
      }
      assertThat(gc(nomad, "run", "-once").out()).contains("kept: among_last_runs");
      assertThat(nomad.state().jobs("dead")).as("a second run").isEqualTo(15);
    }
  }

  @Test
  void thePlanTellsWhatARuleKeepsByNumber() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad
          .state()
          .seedDeadJobs(DeadJobSeed.of(20).childrenOf("nightly").spread(Duration.ofHours(1)));
      GcRun run = gc(nomad, "plan", "-all");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out())
          .contains("among the last 5 runs of nightly")
          .contains("15 of 20 dead jobs would be deleted now");
    }
  }

  private GcRun gc(NomadSimulator nomad, String... arguments) throws IOException {
    Path file = folder.resolve("gc.yaml");
    Files.writeString(
        file, "retention:\n  - {name: runs, parent: '?*', keep-last: 5, keep-for: 1h}\n");
    List<String> all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("-config", file.toString()));
    return GcRun.of(nomad.address(), Clockwork.system(), all.toArray(String[]::new));
  }
}
