package nomadops.snapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.snapshot.policy.SnapshotName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SnapshotCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @Test
  void aSavedSnapshotIsListedAndVerified() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3_000);
      SnapshotRun saved = SnapshotRun.of(nomad.address(), folder, "save", "-json");
      assertThat(saved.code()).as(saved.err()).isEqualTo(ExitCode.DONE);
      JsonNode told = JSON.readTree(saved.out());
      String name = told.path("name").asString();
      assertThat(SnapshotName.parse(name)).isPresent();
      assertThat(files()).containsExactly(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
      JsonNode listed =
          JSON.readTree(SnapshotRun.of(nomad.address(), folder, "list", "-json").out());
      assertThat(listed.size()).isEqualTo(1);
      assertThat(listed.at("/0/name").asString()).isEqualTo(name);
      assertThat(listed.at("/0/index")).isEqualTo(told.path("index"));
      for (String what : List.of("latest", name, folder.resolve(name).toString())) {
        SnapshotRun verified = SnapshotRun.of(nomad.address(), folder, "verify", what, "-json");
        assertThat(verified.code()).as(verified.err()).isEqualTo(ExitCode.DONE);
        JsonNode facts = JSON.readTree(verified.out());
        assertThat(facts.path("sha256")).isEqualTo(told.path("sha256"));
        assertThat(facts.at("/rows/jobs").asInt()).isEqualTo(3_000);
        assertThat(facts.path("keyring").asString()).isEqualTo("whole");
      }
    }
  }

  @Test
  void aSnapshotThatWasHarmedLaterIsNotVerified() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      SnapshotRun.of(nomad.address(), folder, "save");
      Path file = folder.resolve(files().getFirst());
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2]++;
      Files.write(file, bytes);
      SnapshotRun run = SnapshotRun.of(nomad.address(), folder, "verify", "latest");
      assertThat(run.code()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("is no whole snapshot");
    }
  }

  /// Whole, and not the one that was named so.
  @Test
  void aSnapshotUnderAnothersNameIsNotVerified() throws IOException {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      SnapshotRun.of(nomad.address(), folder, "save");
      Path file = folder.resolve(files().getFirst());
      Path other = folder.resolve("nomad-global-20261127T130012Z-48211-0f3a9c12bd45.snap");
      Files.move(file, other);
      SnapshotRun run = SnapshotRun.of(nomad.address(), folder, "verify", "latest");
      assertThat(run.code()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("not the snapshot that was given this name");
    }
  }

  @Test
  void wrongUsageIsToldSo() {
    URI nobody = URI.create("http://127.0.0.1:9");
    assertThat(SnapshotRun.of(nobody, folder.resolve("missing"), "save").err())
        .contains("missing is no folder");
    SnapshotRun unknown = SnapshotRun.of(nobody, folder, "verify", "yesterday");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("\"yesterday\" is no file and no snapshot's name");
    SnapshotRun unnamed = SnapshotRun.of(nobody, folder, "verify");
    assertThat(unnamed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unnamed.err()).contains("<file|name|latest>").doesNotContain("bug in nomad-ops");
    SnapshotRun none = SnapshotRun.of(nobody, folder, "verify", "latest");
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("keeps no snapshot of cluster global");
    assertThat(SnapshotRun.of(nobody, folder, "list").out()).contains("there is no snapshot");
    SnapshotRun cluster = SnapshotRun.of(nobody, folder, "save", "-cluster=A B");
    assertThat(cluster.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void nobodyAtTheAddressIsAnExitCodeOfItsOwnAndLeavesNothing() throws IOException {
    SnapshotRun run = SnapshotRun.of(URI.create("http://127.0.0.1:9"), folder, "save");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(files()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
