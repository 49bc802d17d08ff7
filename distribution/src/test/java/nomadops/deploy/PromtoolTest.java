package nomadops.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import nomadops.cli.Tool;
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
        Tool.there("promtool"),
        "left out: promtool is not on PATH, so Prometheus' rules were not run");
  }

  @Test
  void theRulesAreSound() throws Exception {
    promtool("check", "rules", DeployedRules.RULES.toString());
  }

  /** A file at a time, as many at once as there are processors: each replays days of samples. */
  @Test
  void everyCaseGoesAsItSays() throws Exception {
    List<Path> files = DeployedRules.caseFiles();
    assertThat(files).isNotEmpty();
    try (ExecutorService several =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<?>> running = new ArrayList<>();
      for (Path file : files) {
        running.add(
            several.submit(() -> {
              promtool("test", "rules", file.toString());
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "promtool", ".txt");
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
