package nomadops.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import nomadops.client.fault.NomadFault;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Golden;
import nomadops.runtime.Refused;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.config.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  private static final Catalogue CATALOGUE = Sample.CATALOGUE.and(NomadSettings.ALL);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private Leaf.Body body = _ -> ExitCode.DONE;
  @TempDir Path folder;

  @Test
  void helpShowsSettingsWithDefaultsAndEnvironment() {
    assertThat(run("gc", "run", "-h")).isEqualTo(ExitCode.DONE);

    Golden.matches("help.txt", out());
  }

  @Test
  void configPrintShowsValuesAndOrigins() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("gc.yaml"), "window: 4\nretention:\n- {id: a*, keep-last: 1}\n");
    environment.put("NOMAD_TOKEN", "s3cr3t");

    assertThat(run("gc", "config", "print", "-config=" + file, "-keep-for=1h"))
        .isEqualTo(ExitCode.DONE);
    Golden.matches("config-print.txt", out().replace(file.toString(), "gc.yaml"));
    out.reset();
    assertThat(run("gc", "config", "print", "-json", "-config", file.toString()))
        .isEqualTo(ExitCode.DONE);
    Golden.matches("config-print.json", out().replace(file.toString(), "gc.yaml"));
  }

  @Test
  void theTemplateNamesEverySettingAndChangesNothing() throws Exception {
    assertThat(run("gc", "config", "print", "--template", "-window=nonsense"))
        .isEqualTo(ExitCode.DONE);

    Golden.matches("template.yaml", out());
    Path file = Files.writeString(folder.resolve("t.yaml"), out());
    out.reset();
    assertThat(run("gc", "config", "print", "-config", file.toString())).isEqualTo(ExitCode.DONE);
    assertThat(out()).doesNotContain("file " + folder);
  }

  @Test
  void theTemplateIsValidOnceItsCommentsAreRemoved() throws Exception {
    run("gc", "config", "print", "-template");
    String active =
        out()
            .lines()
            .filter(line -> !line.startsWith("# "))
            .map(line -> line.startsWith("#") ? line.substring(1) : line)
            .filter(line -> !line.matches("[a-z-]+:"))
            .reduce("", (a, b) -> a + b + "\n");
    // Only keys whose sample is empty are dropped by the filter, and retention's heading with them.
    String yaml = active.replaceFirst("(?m)^  - id", "retention:\n  - id");
    Path file = Files.writeString(folder.resolve("t.yaml"), yaml);

    assertThat(run("gc", "config", "print", "-config", file.toString()))
        .as(err() + yaml)
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void goStyleOptionsReachTheBody() {
    body =
        invocation -> {
          assertThat(invocation.flag("once")).isTrue();
          assertThat(invocation.settings().get(Sample.DRY_RUN)).isTrue();
          assertThat(invocation.settings().get(Sample.NAMESPACES)).containsExactly("a", "b");
          assertThat(NomadSettings.connection(invocation.settings()).address())
              .hasToString("http://10.0.0.1:4646");
          assertThat(invocation.arguments()).containsExactly("job-1", "-x");
          return ExitCode.DONE;
        };

    assertThat(
            run(
                "gc",
                "run",
                "-once",
                "-dry-run",
                "-namespaces=a",
                "-namespaces",
                "b",
                "-address=http://10.0.0.1:4646",
                "--",
                "job-1",
                "-x"))
        .as(err())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void aSwitchCanBeTurnedOff() {
    environment.put("NOMAD_OPS_GC_DRY_RUN", "true");
    body =
        invocation -> {
          assertThat(invocation.settings().get(Sample.DRY_RUN)).isFalse();
          return ExitCode.DONE;
        };

    assertThat(run("gc", "run", "-dry-run=false")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void anUnknownOptionIsAUsageErrorWithASuggestion() {
    assertThat(run("gc", "run", "-keep-four=1h")).isEqualTo(ExitCode.USAGE);

    assertThat(err())
        .contains("Error: Unknown option: '--keep-four=1h'", "--keep-for", "gc run -help")
        .doesNotContain("Exception");
  }

  @Test
  void aGroupWithoutACommandShowsItsUsage() {
    assertThat(run("gc")).isEqualTo(ExitCode.USAGE);

    assertThat(err()).contains("run", "config");
    assertThat(out()).isEmpty();
  }

  @Test
  void faultsBecomeOneParagraphAndTheRightCode() {
    body = invocation -> ExitCode.valueOf("DONE" + invocation.settings().entries().size());
    assertThat(run("gc", "run", "-window=0")).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .contains("flag --window: window: \"0\" is out of range")
        .doesNotContain("\tat ");

    err.reset();
    body =
        _ -> {
          throw new Refused("2 of 3 servers are healthy");
        };
    assertThat(run("gc", "run")).isEqualTo(ExitCode.REFUSED);
    assertThat(err()).isEqualTo("Error: 2 of 3 servers are healthy\n");

    err.reset();
    body =
        _ -> {
          throw new NomadFault.NotSent(
              "GET /v1/jobs", NomadFault.Reason.UNREACHABLE, "cannot reach it", null);
        };
    assertThat(run("gc", "run")).isEqualTo(ExitCode.UNREACHABLE);

    err.reset();
    body =
        _ -> {
          throw new NomadFault.Answered("GET /v1/jobs", 403, "Permission denied", null, "no right");
        };
    assertThat(run("gc", "run")).isEqualTo(ExitCode.FAILED);

    err.reset();
    body =
        _ -> {
          throw new NoSuchFileException("/nowhere");
        };
    assertThat(run("gc", "run")).isEqualTo(ExitCode.FAILED);
    assertThat(err()).isEqualTo("Error: /nowhere: NoSuchFile\n");

    err.reset();
    body =
        _ -> {
          throw new IllegalStateException("oops");
        };
    assertThat(run("gc", "run")).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("oops", "bug", "-debug").doesNotContain("\tat ");

    err.reset();
    assertThat(run("gc", "run", "-debug")).isEqualTo(ExitCode.FAILED);
    assertThat(err()).contains("\tat ");
  }

  @Test
  void aMissingConfigFileAndABadFlagAreReportedTogether() {
    body =
        invocation -> {
          invocation.settings();
          return ExitCode.DONE;
        };

    assertThat(run("gc", "run", "-config=/nowhere.yaml", "-window=0")).isEqualTo(ExitCode.USAGE);

    assertThat(err()).contains("2 faults", "/nowhere.yaml: there is no such file", "--window");
  }

  private ExitCode run(String... arguments) {
    var gc =
        Commands.group(
            "gc",
            "Collects dead jobs.",
            Leaf.of("run", "Collects until stopped.", CATALOGUE)
                .flag("once", "Ends after one pass, 100% sure.")
                .arguments("job", "0..*", "Only these jobs.")
                .footer("Example: nomad-ops gc run -once")
                .runs(invocation -> body.run(invocation)),
            Commands.config(CATALOGUE));
    var root = Commands.group("nomad-ops", "Sidecars around Nomad.", gc);
    return new Program(
            root,
            new Surroundings(environment, stream(out), stream(err), Terminal.PIPE, Terminal.PIPE))
        .run(arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
