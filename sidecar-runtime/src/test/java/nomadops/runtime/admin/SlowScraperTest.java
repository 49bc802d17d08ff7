package nomadops.runtime.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of its own: the JDK reads the server's limits once. */
@Timeout(120)
class SlowScraperTest {
  @Test
  void whoReadsNothingIsCutOffAndOthersAreAnswered() throws Exception {
    // A machine that is busy may need longer to look at its clock.
    List<String> said = List.of();
    for (int wait = 4_000; wait <= 16_000 && !said.contains("cut off"); wait *= 2) {
      said = run(wait);
    }
    assertThat(said).containsExactly("cut off", "others are answered");
  }

  private static List<String> run(int wait) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsun.net.httpserver.maxRspTime=1",
                "-cp",
                System.getProperty("java.class.path"),
                SlowScraperMain.class.getName(),
                "" + wait)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
    try (var out = process.inputReader()) {
      List<String> lines = out.lines().toList();
      process.waitFor();
      return lines;
    }
  }
}
