package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nomadops.cli.reference.ReferenceFiles;
import nomadops.runtime.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages and files that are made of the commands. */
class ReferenceTest {
  private static final Path DOCS = Path.of("../docs");

  @TempDir Path share;

  @BeforeEach
  void write() throws Exception {
    ReferenceFiles.write(NomadOps.tree(), Services.ALL, share, "1.2.3", "2026-01-02T00:00:00Z");
  }

  @Test
  void theReferenceOfCommandsIsRenderedFromThem() {
    Golden.matches(DOCS.resolve("cli.md"), ReferenceFiles.commands(NomadOps.tree()));
  }

  @Test
  void theReferenceOfSettingsIsRenderedFromThem() {
    Golden.matches(DOCS.resolve("configuration.md"), ReferenceFiles.configuration(NomadOps.tree()));
  }

  @Test
  void everyManPageIsReadWithoutAWarning() throws Exception {
    assumeTrue(Tool.there("groff"), "left out: groff is not installed");
    List<String> command =
        new ArrayList<>(List.of("groff", "-man", "-ww", "-z", "-Tutf8", "-K", "utf8"));
    Path plain = Files.createDirectory(share.resolve("plain"));
    try (Stream<Path> pages = Files.list(share.resolve("man/man1"))) {
      for (Path page : pages.sorted().toList()) {
        Tool.Ended read = Tool.run(share, "gzip", "-dc", page.toString());
        Path file = plain.resolve(page.getFileName().toString().replace(".gz", ""));
        Files.writeString(file, read.out());
        command.add(file.toString());
      }
    }
    assertThat(command).anyMatch(word -> word.endsWith("nomad-ops-gc-run.1"));
    Tool.Ended read = Tool.run(share, command.toArray(String[]::new));
    assertThat(read.err()).isEmpty();
    assertThat(read.exitCode()).isZero();
  }

  @Test
  void aManPageShowsWhatIsTyped() throws Exception {
    assumeTrue(Tool.there("groff"), "left out: groff is not installed");
    Tool.Ended page =
        Tool.run(
            share,
            "sh",
            "-c",
            "gzip -dc man/man1/nomad-ops-gc-run.1.gz | groff -man -Tascii -P-c -P-b -P-u -rLL=200n");
    assertThat(page.out())
        .contains("nomad-ops gc run [OPTIONS]")
        .contains("--keep-for=<duration>")
        .contains("NOMAD_OPS_GC_KEEP_FOR")
        .contains("nomad-ops 1.2.3")
        .contains("gc run -once -keep-for 4h -audit-log purged.ndjson");
  }

  @Test
  void bashCompletesCommandsOptionsAndValues() throws Exception {
    assumeTrue(Tool.there("bash"), "left out: bash is not installed");
    assertThat(completed("nomad-ops", "")).contains("gc", "drainer", "health", "version");
    assertThat(completed("nomad-ops", "gc", "run", "--keep")).containsExactly("--keep-for");
    assertThat(completed("nomad-ops", "gc", "run", "--leader", ""))
        .containsExactly("none", "local-server", "lock");
    Files.writeString(share.resolve("purged.ndjson"), "");
    assertThat(completed("nomad-ops", "gc", "run", "--audit-log", "pur"))
        .containsExactly("purged.ndjson");
  }

  @Test
  void aServicesConfigurationChangesNothingAsItStands() throws Exception {
    try (Stream<Path> files = Files.list(share.resolve("config"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(Services.ALL.keySet());
    }
    assertThat(Files.readString(share.resolve("config/gc.yaml")).lines())
        .anyMatch(line -> line.equals("#keep-for: 4h"))
        .allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  // As bash does it when Tab is struck behind the last word.
  private List<String> completed(String... words) throws Exception {
    String script =
        """
        compopt() { :; }
        . bash-completion/completions/nomad-ops
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        COMP_LINE="$*"
        COMP_POINT=${#COMP_LINE}
        _complete_nomad-ops
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(List.of(words));
    Tool.Ended done = Tool.run(share, command.toArray(String[]::new));
    assertThat(done.err()).isEmpty();
    return done.out().lines().map(String::strip).toList();
  }
}
