package nomadops.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.audit.AuditReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, real signals.
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessTest {
  @TempDir Path folder;

  @Test
  void sigtermEndsARealProcessInOrderWithCodeZero() throws Exception {
    Process process = start();
    try (BufferedReader out = process.inputReader()) {
      readUntil(out, "done 20");
      process.toHandle().destroy();
      List<String> rest = out.lines().toList();

      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(rest).endsWith("work finished", "admin last");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void sighupDoesNotEndIt() throws Exception {
    Hangup.assumeHeard();
    Process process = start();
    try (BufferedReader out = process.inputReader()) {
      readUntil(out, "done 5");
      new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
      readUntil(out, "reloaded");
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void afterAKillEverythingReportedAsDoneIsInTheAuditLog() throws Exception {
    Process process = start();
    List<String> reported = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      reported.addAll(readUntil(out, "done 300"));
      process.toHandle().destroyForcibly();
      out.lines().forEach(reported::add);
    }
    process.waitFor();

    Path file = folder.resolve("audit.ndjson");
    Files.writeString(file, "{\"time\":\"2026-", java.nio.file.StandardOpenOption.APPEND);
    try (AuditLog reopened =
        AuditLog.open(file, AuditPolicy.STANDARD, java.time.InstantSource.system())) {
      assertThat(reopened.repairs()).isEqualTo(1);
    }
    Set<String> audited = new HashSet<>();
    assertThat(AuditReader.read(file, entry -> audited.add(entry.subject()))).isEqualTo(1);
    assertThat(reported.stream().filter(line -> line.matches("done \\d+")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(audited).contains("job-" + line.substring(5)));
  }

  private static List<String> readUntil(BufferedReader out, String wanted) throws IOException {
    List<String> seen = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      seen.add(line);
      if (line.equals(wanted)) {
        return seen;
      }
    }
    throw new AssertionError("the process ended before it said " + wanted + ": " + seen);
  }

  /// Bounded: a process that never says what the test waits for is killed, and its output ends.
  private Process start() throws IOException {
    Process process = launch();
    CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
    return process;
  }

  private Process launch() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SidecarMain.class.getName(),
            folder.resolve("audit.ndjson").toString())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }
}
