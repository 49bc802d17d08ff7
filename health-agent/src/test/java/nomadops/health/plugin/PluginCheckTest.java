package nomadops.health.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PluginCheckTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo fine; exit 0                     | OK      | fine
          exit 0                                | OK      | it ended with 0
          echo; echo ' disk full '; echo no; exit 1 | FAIL | disk full
          exit 1                                | FAIL    | it ended with 1 and gave no reason
          echo who knows; exit 2                | UNKNOWN | who knows
          echo odd; exit 3                      | UNKNOWN | it ended with 3, where 0, 1 and 2 have a meaning: odd
          echo bye; kill -9 $$                  | UNKNOWN | it was ended by signal 9: bye
          kill -SEGV $$                         | UNKNOWN | it was ended by signal 11
          echo no >&2; echo out; exit 0         | OK      | out
          read line; echo "read: $line $?"      | OK      | read:  1
          exec >&-; exit 1                      | FAIL    | it ended with 1 and gave no reason
          """)
  void theCodeIsTheHealthAndTheFirstLineTheReason(String script, Health health, String reason)
      throws Exception {
    Finding finding = plugin(script).look(LONG);

    assertThat(finding.reason()).isEqualTo(reason);
    assertThat(finding.health()).isEqualTo(health);
  }

  @Test
  void itGetsTheEnvironmentThatItIsGivenAndNoMore() throws Exception {
    String script = "echo \"$GIVEN [$HOME]\"";

    assertThat(plugin(script).look(LONG).reason()).isEqualTo("given []");
  }

  @Test
  void tenMegabytesAreReadAndThrownAway() throws Exception {
    String script =
        "echo first; head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2; exit 1";

    Finding finding = plugin(script).look(LONG);

    assertThat(finding).isEqualTo(Finding.fail("first"));
  }

  @Test
  void aLineThatIsTooLongIsCut() throws Exception {
    Finding finding = plugin("head -c 10000000 /dev/zero | tr '\\0' x").look(LONG);

    assertThat(finding.health()).isEqualTo(Health.OK);
    assertThat(finding.reason()).hasSize(Finding.LONGEST).endsWith("x…");
  }

  @Test
  void oneThatHangsIsKilledWithItsChildren() throws Exception {
    Path pids = folder.resolve("pids");
    String script = "echo looking; sh -c 'sleep 600 & echo $! $$ >" + pids + "; wait'; sleep 600";
    Finding finding = plugin(script).look(Duration.ofMillis(500));

    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
    assertThat(finding.reason()).startsWith("it did not end in 450 ms and was killed");
    // On a machine so busy that the shell did not come to its second line there is none to be dead.
    if (Files.exists(pids)) {
      for (String pid : Files.readString(pids).split("\\s+")) {
        awaitDead(Long.parseLong(pid));
      }
    }
  }

  @Test
  void whatItLeavesBehindDoesNotHoldTheCheckAndIsEnded() throws Exception {
    Path pid = folder.resolve("pid");
    String script = "sleep 600 & echo $! >" + pid + "; echo done; exit 0";

    assertThat(plugin(script).look(LONG)).isEqualTo(Finding.ok("done"));

    awaitDead(Long.parseLong(Files.readString(pid).strip()));
  }

  @Test
  void oneThatTalksWithoutEndIsKilledAtItsDeadline() throws Exception {
    Finding finding = plugin("while true; do echo on; done").look(Duration.ofMillis(500));

    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
    assertThat(finding.reason()).startsWith("it did not end");
  }

  @Test
  void anInterruptKillsIt() throws Exception {
    Path pid = folder.resolve("pid");
    PluginCheck check =
        plugin("echo $$ >" + pid + ".new; mv " + pid + ".new " + pid + "; sleep 600");
    CompletableFuture<Finding> found = new CompletableFuture<>();
    Thread looking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                found.complete(check.look(Duration.ofHours(1)));
              } catch (InterruptedException e) {
                found.completeExceptionally(e);
              }
            });
    while (!Files.exists(pid)) {
      Pause.system().sleep(Duration.ofMillis(5));
    }
    looking.interrupt();

    assertThatThrownBy(found::get).hasCauseInstanceOf(InterruptedException.class);
    awaitDead(Long.parseLong(Files.readString(pid).strip()));
  }

  @Test
  void oneThatCannotBeStartedIsUnknownAndSaysWhatToDo() throws Exception {
    Path file = folder.resolve("plain");
    assertUnknown(file.toString(), "there is no " + file + ": install it");
    assertUnknown(folder.toString(), folder + " is a folder");
    assertUnknown("no-such-program-anywhere", "give its whole path");
    Files.writeString(file, "#!/no/such/interpreter\n");
    assertUnknown(file.toString(), file + " may not be run by this process: chmod +x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertUnknown(file.toString(), "is the interpreter of its first line there?");
  }

  @Test
  void aNameThatNoMetricCanHaveIsRefused() {
    assertThatThrownBy(() -> new PluginCheck("Disk Space", List.of("x"), Map.of(), Ticker.system()))
        .hasMessageContaining("\"Disk Space\"");
    assertThatThrownBy(() -> new PluginCheck("disk", List.of(), Map.of(), Ticker.system()))
        .hasMessageContaining("/usr/local/bin/disk");
  }

  private static void assertUnknown(String program, String said) throws Exception {
    Finding finding =
        new PluginCheck("disk", List.of(program), Map.of(), Ticker.system()).look(LONG);
    assertThat(finding.reason()).contains(said);
    assertThat(finding.health()).isEqualTo(Health.UNKNOWN);
  }

  /// Bounded by the test's own timeout.
  private static void awaitDead(long pid) throws InterruptedException {
    while (alive(pid)) {
      Pause.system().sleep(Duration.ofMillis(5));
    }
  }

  /// One that is dead and not yet reaped is dead.
  private static boolean alive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (java.io.IOException _) {
      return false;
    }
  }

  private PluginCheck plugin(String script) throws Exception {
    Path file = folder.resolve("plugin.sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new PluginCheck(
        "disk-space",
        List.of(file.toString()),
        Map.of("GIVEN", "given", "PATH", "/usr/bin:/bin"),
        Ticker.system());
  }
}
