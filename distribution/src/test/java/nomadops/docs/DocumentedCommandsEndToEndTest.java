package nomadops.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nomadops.cli.Services;
import nomadops.cli.Tool;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the pages tell a user to type is typed, page by page, in an empty folder beside a simulated
 * cluster. A service is told to end after a few seconds, and must end well.
 */
class DocumentedCommandsEndToEndTest {
  private static final int BOUND_SECONDS = 120;
  private static final int SERVICE_SECONDS = 60;
  private static final Path HOME = Path.of(System.getProperty("nomadops.home"));

  /** Where a service listens without being asked to; the webhook is not among them. */
  private static final Pattern LISTENS =
      Pattern.compile("NOMAD_OPS_[A-Z_]+_(?:ADMIN|REPORT|PROBE)_ADDRESS\\b");

  @TempDir static Path shared;

  @TestFactory
  Stream<DynamicTest> everyPageCanBeFollowed() {
    for (String program : List.of("curl", "jq", "openssl")) {
      assumeTrue(Tool.there(program), "left out: " + program + " is not installed");
    }
    Map<String, List<Block>> pages =
        Block.all().stream()
            .filter(block -> block.shell() && block.notRun().isEmpty())
            .collect(groupingBy(Block::page, LinkedHashMap::new, toList()));
    return pages.entrySet().stream()
        .map(page -> dynamicTest(page.getKey(), () -> follow(page.getKey(), page.getValue())));
  }

  @Test
  void aCommandThatFailsFailsItsPage() {
    Block block =
        new Block(
            "a page",
            1,
            "sh",
            List.of("nomad-ops gc plan -address http://127.0.0.1:1"),
            Optional.empty());
    assertThat(catchThrowable(() -> follow("a page", List.of(block))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private static void follow(String page, List<Block> blocks) throws Exception {
    assertThat(blocks).noneMatch(Block::namesAnotherMachine);
    Path folder = Files.createTempDirectory(shared, "page");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.writeString(bin.resolve("nomad-ops"), launcher());
    Files.setPosixFilePermissions(
        bin.resolve("nomad-ops"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Path script = folder.resolve("script");
    Files.writeString(script, script(blocks));
    Path said = folder.resolve("said");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(12).idPrefix("build-"));
      ProcessBuilder shell =
          new ProcessBuilder("sh", "-eux", script.toString())
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      shell.environment().clear();
      shell
          .environment()
          .putAll(
              Map.of(
                  "PATH", bin + ":" + System.getenv("PATH"),
                  "HOME", work.toString(),
                  "NOMAD_ADDR", nomad.address().toString(),
                  "NOMAD_OPS_JAVA_HOME", System.getProperty("java.home")));
      // As where ACLs are off.
      shell.environment().put("NOMAD_TOKEN", "");
      // Any free port, as others may run here, too.
      addresses().forEach(name -> shell.environment().put(name, "127.0.0.1:0"));
      Process process = shell.start();
      boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      assertThat(ended ? process.exitValue() : -1)
          .as("%s, which said %s", page, Files.readString(said))
          .isZero();
    }
  }

  private static Set<String> addresses() throws IOException {
    String help = Files.readString(Path.of("src/test/resources/golden/help.txt"));
    Set<String> names = LISTENS.matcher(help).results().map(MatchResult::group).collect(toSet());
    assertThat(names).hasSizeGreaterThanOrEqualTo(Services.ALL.size() - 1);
    return names;
  }

  private static String script(List<Block> blocks) {
    List<String> lines = new ArrayList<>();
    for (Block block : blocks) {
      lines.add(": " + block.where());
      lines.addAll(block.lines());
    }
    return String.join("\n", lines) + "\n";
  }

  // The command as it is, but that a service is told to end when it has begun: it must then end
  // well.
  private static String launcher() {
    List<String> cases = new ArrayList<>();
    for (List<String> service : Services.ALL.values()) {
      cases.add('"' + String.join(" ", service) + '"');
    }
    return """
    #!/bin/sh
    case " $* " in *" -once "* | *" --once "* | *help*) exec %1$s/bin/nomad-ops "$@" ;; esac
    case "${1:-} ${2:-}" in
      %2$s) ;;
      *) exec %1$s/bin/nomad-ops "$@" ;;
    esac
    log=$(mktemp "$0.XXXXXX")
    %1$s/bin/nomad-ops "$@" 2>"$log" &
    service=$!
    for _ in $(seq %3$d); do
      sleep 0.2
      if ! kill -0 "$service" 2>/dev/null || grep -q "admin pages on" "$log"; then break; fi
    done
    sleep 1
    kill -TERM "$service" 2>/dev/null || true
    code=0
    wait "$service" || code=$?
    cat "$log" >&2
    # Told before it had begun to listen for it, on a busy machine.
    [ "$code" = 143 ] && grep -q "admin pages on" "$log" && code=0
    exit "$code"
    """
        .formatted(HOME, String.join(" | ", cases), SERVICE_SECONDS * 5);
  }
}
