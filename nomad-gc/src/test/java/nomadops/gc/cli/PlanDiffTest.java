package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import nomadops.runtime.ExitCode;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Other rules against those in force, over a live cluster and over a recorded list.
class PlanDiffTest {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final String ROW =
      "{\"ID\":\"a\",\"Namespace\":\"default\",\"Type\":\"batch\",\"Status\":\"%s\",\"SubmitTime\":1795377290000000000,"
          + "\"CreateIndex\":9,\"ModifyIndex\":12,\"JobModifyIndex\":9,\"ParentID\":\"\",\"JobSummary\":null}";

  @TempDir Path folder;

  @Test
  void whatWouldGoAndWhatWouldStayIsShownAndCountedByRule() throws IOException {
    try (NomadSimulator nomad = cluster()) {
      GcRun run = gc(nomad.address(), "plan", "-rules", rules().toString(), "-diff");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out())
          .contains("goes    default/young-0000000")
          .contains("stays   default/nightly/dispatch-0000009")
          .contains("among the last 4 runs of nightly")
          .contains(
              "3 jobs would go that are kept as things are, 4 would be kept that go as things are.")
          .contains("14 of 18 dead jobs would go now, as things are 15.");
      assertThat(nomad.state().journal().purges()).isEmpty();
    }
  }

  @Test
  void theSameIsJsonAndHasAnExitCodeWhenAsked() throws IOException {
    try (NomadSimulator nomad = cluster()) {
      GcRun run =
          gc(nomad.address(), "plan", "-rules", rules().toString(), "-diff", "-json", "-exit-code");
      assertThat(run.code()).isEqualTo(ExitCode.DIFFERS);
      assertThat(run.out())
          .contains("\"change\":\"stays\"")
          .contains(
              "{\"rule\":\"runs\",\"jobs_before\":0,\"jobs_after\":10,\"going_before\":0,\"going_after\":6}")
          .contains("\"summary\":{\"jobs\":18,\"goes\":3,\"stays\":4,");
      Path same = Files.writeString(folder.resolve("same.yaml"), "keep-for: 4h\n");
      GcRun none = gc(nomad.address(), "plan", "-rules", same.toString(), "-diff", "-exit-code");
      assertThat(none.code()).as(none.err()).isEqualTo(ExitCode.DONE);
      assertThat(none.out()).contains("No job's fate would change.");
    }
  }

  @Test
  void withoutDiffThePlanIsByTheOtherRules() throws IOException {
    try (NomadSimulator nomad = cluster()) {
      GcRun run = gc(nomad.address(), "plan", "-rules", rules().toString());
      assertThat(run.out()).contains("14 of 18 dead jobs would be deleted now");
    }
  }

  @ParameterizedTest
  @CsvSource({"list.json", "list.json.gz"})
  void aListThatWasRecordedIsJudgedLikeTheClusterThatItCameFrom(String name) throws IOException {
    Path file = folder.resolve(name);
    String live;
    try (NomadSimulator nomad = cluster()) {
      GcRun recorded = gc(nomad.address(), "plan", "-record", file.toString(), "-page-size", "4");
      assertThat(recorded.code()).as(recorded.err()).isEqualTo(ExitCode.DONE);
      assertThat(recorded.err()).contains("18 dead jobs are in " + file);
      live = gc(nomad.address(), "plan", "-rules", rules().toString(), "-diff").out();
    }
    assertThat(folder.resolve(name + ".part")).doesNotExist();
    GcRun run =
        gc(NOWHERE, "plan", "-recorded", file.toString(), "-rules", rules().toString(), "-diff");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("is judged as of");
    assertThat(run.out()).isEqualTo(live);
  }

  @Test
  void aRecordedListIsJudgedAsOfTheTimeThatIsGiven() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("list.json"),
            "[" + ROW.formatted("dead") + "," + ROW.formatted("running") + "]");
    Instant submitted = Instant.ofEpochSecond(1795377290L);
    String early = submitted.plus(Duration.ofHours(3)).toString();
    String late = submitted.plus(Duration.ofHours(5)).toString();
    assertThat(gc(NOWHERE, "plan", "-recorded", file.toString(), "-at", early).out())
        .contains("0 of 1 dead jobs would be deleted now");
    assertThat(gc(NOWHERE, "plan", "-recorded", file.toString(), "-at", late).out())
        .contains("1 of 1 dead jobs would be deleted now");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1} | is not a JSON list of jobs",
        "[1] | a list of other things",
        "[{\"a\": 1}] | has no ID or no Type",
        "[{\"ID\": \"a\", | not the JSON that Nomad gives",
        "[ | not the JSON that Nomad gives",
        "'' | is not a JSON list of jobs",
      })
  void aFileThatIsNoListSaysSo(String content, String told) throws IOException {
    Path file = Files.writeString(folder.resolve("list.json"), content);
    GcRun run = gc(NOWHERE, "plan", "-recorded", file.toString());
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(file.toString()).contains(told);
  }

  @Test
  void aGzipThatIsCutOffSaysSo() throws IOException {
    Path file = folder.resolve("list.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(("[" + ROW.formatted("dead") + "]").getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    GcRun run = gc(NOWHERE, "plan", "-recorded", file.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan -diff | give -rules=<file>",
        "plan -rules x.yaml -exit-code | give -diff",
        "plan -at 2026-01-01T00:00:00Z | give -recorded=<file>",
        "plan -recorded x -at yesterday | is not a time",
        "plan -recorded x -record y | only writes the list",
        "plan -recorded x -filter ID==a | only Nomad can apply it",
        "plan -rules nowhere.yaml -diff | there is no such file",
      })
  void optionsThatDoNotGoTogetherAreRefused(String line, String told) {
    GcRun run = gc(NOWHERE, line.split(" "));
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(told);
  }

  @Test
  void aFaultInTheOtherRulesIsNamedWithItsFileAndLine() throws IOException {
    Path file = Files.writeString(folder.resolve("new.yaml"), "retention:\n  - {name: a}\n");
    GcRun run = gc(NOWHERE, "plan", "-rules", file.toString(), "-diff");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("new.yaml:2:5: retention[0]: says not how long");
  }

  private static NomadSimulator cluster() {
    NomadSimulator nomad = NomadSimulator.start();
    nomad.state().seedDeadJobs(5);
    nomad.state().seedDeadJobs(DeadJobSeed.of(10).childrenOf("nightly"));
    nomad.state().seedDeadJobs(DeadJobSeed.of(3).idPrefix("young-").age(Duration.ofHours(2)));
    return nomad;
  }

  private Path rules() throws IOException {
    return Files.writeString(
        folder.resolve("new.yaml"),
        """
        keep-for: 1h
        retention:
          - {name: runs, parent: '?*', keep-last: 4, keep-for: 1h}
        """);
  }

  private static GcRun gc(URI address, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    return GcRun.of(address, Clockwork.system(), all.toArray(String[]::new));
  }
}
