package nomadops.snapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import nomadops.client.time.Pause;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The long-running process, and the one-shot beside it, with leaders, signals and an audit log.
@Timeout(180)
class RunCommandTest {
  @TempDir Path folder;
  @TempDir Path other;

  @Test
  void itSavesTellsReloadsAndStopsInOrder() throws Exception {
    Path config = other.resolve("snapshot.yaml");
    Files.writeString(config, "interval: 1h\n");
    Path audit = other.resolve("audit.ndjson");
    try (NomadSimulator nomad = NomadSimulator.start();
        RunningSnapshot run =
            new RunningSnapshot(
                nomad.address(),
                "-target=" + folder,
                "-config=" + config,
                "-audit-log=" + audit,
                "-leader-name=one")) {
      String metrics =
          run.until(
              "/metrics",
              page -> page.contains("nomad_ops_snapshot_retained{class=\"weekly\"} 1.0"));
      assertThat(metrics)
          .contains("nomad_ops_snapshot_leading 1.0")
          .contains("nomad_ops_snapshot_interval_seconds 3600.0")
          .contains("nomad_ops_snapshot_attempts_total{outcome=\"saved\"} 1.0");
      assertThat(run.until("/readyz", page -> page.contains("\"ok\":true"))).isNotEmpty();
      assertThat(run.until("/status", page -> page.contains("the next is due at")))
          .contains("\"snapshots\" : 1")
          .contains("\"last_attempt\" : \"saved\"");
      Files.writeString(config, "interval: 2h\n");
      run.hangUp();
      run.until("/metrics", page -> page.contains("nomad_ops_snapshot_interval_seconds 7200.0"));
      Files.writeString(config, "interval: 1s\n");
      run.hangUp();
      String refused =
          run.until("/metrics", page -> page.contains("config_last_reload_successful 0.0"));
      assertThat(refused).contains("nomad_ops_snapshot_interval_seconds 7200.0");
      assertThat(run.stop()).as(run.said()).isEqualTo(ExitCode.DONE);
      assertThat(run.said()).contains("snapshot stopped").contains("leadership: released");
    }
    assertThat(files()).hasSize(1);
    assertThat(Files.readString(audit)).contains("\"action\":\"save\"").contains("\"done\"");
  }

  @Test
  void ofTwoReplicasOneSavesAndTheOtherKnowsHowOldItIs() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start();
        RunningSnapshot one =
            new RunningSnapshot(nomad.address(), "-target=" + folder, "-leader-name=one")) {
      one.until("/metrics", page -> page.contains("{outcome=\"saved\"} 1.0"));
      try (RunningSnapshot two =
          new RunningSnapshot(nomad.address(), "-target=" + folder, "-leader-name=two")) {
        String page = two.until("/metrics", text -> !text.contains("snapshot_age_seconds -1.0"));
        assertThat(page)
            .contains("nomad_ops_snapshot_leading 0.0")
            .contains("{outcome=\"saved\"} 0.0");
        SnapshotRun once = impatient(nomad);
        assertThat(once.code()).as(once.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(two.stop()).isEqualTo(ExitCode.DONE);
      }
    }
    assertThat(files()).hasSize(1);
  }

  @Test
  void aOneShotLeadsWhereItMayAndPrunesWhenItIsTold() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      String old = "nomad-global-20260101T000000Z-5-0f3a9c12bd45.snap";
      Files.writeString(folder.resolve(old), "x");
      assertThat(save(nomad, "-leader=local-server").code()).isEqualTo(ExitCode.DONE);
      assertThat(files()).contains(old).hasSize(2);
      SnapshotRun run = save(nomad, "-prune", "-keep-hourly=1", "-keep-daily=1", "-keep-weekly=1");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("deleted ");
      assertThat(files()).doesNotContain(old).hasSize(1);
    }
  }

  @Test
  void anAuditLogThatCannotBeWrittenForbidsIt() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      SnapshotRun run = save(nomad, "-audit-log=" + folder + "/");
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("audit log");
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void contradictionsAreToldBeforeAnythingIsDone() {
    URI nobody = URI.create("http://127.0.0.1:9");
    assertThat(SnapshotRun.of(nobody, folder, "run", "-jitter=2h", "-interval=1h").err())
        .contains("jitter")
        .contains("is not shorter than interval");
    SnapshotRun kms = bucket("save", "-target=s3://backups", "-s3-region=x", "-s3-kms-key=k");
    assertThat(kms.code()).isEqualTo(ExitCode.USAGE);
    assertThat(kms.err()).contains("s3-encryption: kms");
    assertThat(bucket("save", "-target=s3://backups", "-s3-part-size=1MiB").err())
        .contains("5MiB to 5GiB");
    assertThat(bucket("list", "-target=s3://B").code()).isEqualTo(ExitCode.USAGE);
    assertThat(bucket("list", "-target=ftp://x").err()).contains("s3://bucket/prefix");
    assertThat(bucket("list").err()).contains("target").contains("is required");
  }

  private static SnapshotRun bucket(String... words) {
    return SnapshotRun.of(new FakeSignals(), Clockwork.system(), Map.of(), List.of(words));
  }

  /// A minute passes in three seconds.
  private SnapshotRun impatient(NomadSimulator nomad) {
    Clockwork hasty =
        new Clockwork(
            InstantSource.system(), () -> System.nanoTime() * 20, Pause.system(), new Random(1));
    return SnapshotRun.of(
        new FakeSignals(),
        hasty,
        Map.of("NOMAD_ADDR", nomad.address().toString()),
        List.of("save", "-target=" + folder, "-leader=lock", "-leader-name=three"));
  }

  private SnapshotRun save(NomadSimulator nomad, String... words) {
    String[] all = Stream.concat(Stream.of("save"), Stream.of(words)).toArray(String[]::new);
    return SnapshotRun.of(nomad.address(), folder, all);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
