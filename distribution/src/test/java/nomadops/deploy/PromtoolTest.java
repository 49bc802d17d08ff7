package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool takes the rules, and they do in every case what the case says. */
class PromtoolTest {
  private static final long MINUTES = 5;

  @TempDir Path folder;

  @BeforeAll
  static void promtoolIsThere() {
    assumeTrue(
        Arrays.stream(Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator, -1))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool"))),
        "left out: promtool is not on PATH, so Prometheus' rules were not run");
  }

  @Test
  void theRulesAreSound() throws Exception {
    promtool("check", "rules", DeployedRules.RULES.toString());
  }

  @Test
  void everyCaseGoesAsItSays() throws Exception {
    List<String> command = new ArrayList<>(List.of("test", "rules"));
    DeployedRules.caseFiles().forEach(file -> command.add(file.toString()));
    promtool(command.toArray(String[]::new));
  }

  private void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
