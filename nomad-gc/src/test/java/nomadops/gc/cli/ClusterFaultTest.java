package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.journal.Effect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What `gc run -once` makes of a cluster that changes under it, and of a disk that fills up.
@Timeout(90)
class ClusterFaultTest {
  private static final int JOBS = 200;
  private final NomadSimulator nomad = NomadSimulator.start();
  @TempDir Path folder;

  @BeforeEach
  void seed() {
    nomad.state().seedDeadJobs(JOBS);
  }

  @AfterEach
  void stop() {
    nomad.close();
  }

  @Test
  void anotherLeaderInMidRunOnlyDelays() {
    at(50, this::changeLeader);
    GcRun run = GcRun.of(nomad.address(), hasty(60), "run", "-once");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.state().jobs("dead")).isZero();
    assertSound();
  }

  @Test
  void aLeaderThatDoesNotComeBackEndsTheRunWithTheReason() {
    at(50, nomad::loseLeader);
    GcRun run = GcRun.of(nomad.address(), hasty(150), "run", "-once");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("gave up").doesNotContain("bug in nomad-ops");
    assertThat(nomad.state().jobs("dead")).isBetween(1, JOBS);
    assertSound();
  }

  @Test
  void aNomadThatGoesAwayInMidRunEndsTheRun() {
    at(50, () -> new Thread(nomad::close).start());
    GcRun run = GcRun.of(nomad.address(), hasty(150), "run", "-once");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.err()).contains("Error: ").doesNotContain("bug in nomad-ops");
    assertSound();
  }

  /// The limit on a file's size is a disk that fills up in the middle of a line.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatFillsUpInMidRunStopsEveryFurtherDelete() throws Exception {
    Path audit = folder.resolve("audit.ndjson");
    String java =
        String.join(
            "' '",
            GcChild.java("gc", "run", "-once", "-leader=none", "-audit-log", audit.toString()));
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "ulimit -f 16; exec '" + java + "'");
    builder.environment().put("NOMAD_ADDR", nomad.address().toString());
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(ExitCode.FAILED.number());
    assertThat(said).contains("Error: the audit log cannot be written");
    List<String> sent =
        Files.readAllLines(audit).stream().filter(line -> line.contains("\"sending\"")).toList();
    assertThat(nomad.state().journal().purges())
        .hasSizeBetween(1, sent.size())
        .allMatch(purge -> sent.stream().anyMatch(line -> line.contains(purge.jobId())));
    assertThat(nomad.state().jobs("dead")).isPositive();
    assertSound();
  }

  /// Runs something as the n-th job is deleted, before it is.
  private void at(int job, Runnable action) {
    nomad
        .faults()
        .inject(
            Match.of("DELETE", "/v1/job/dead-%07d".formatted(job)).times(1), new Fault.Run(action));
  }

  private void changeLeader() {
    nomad.loseLeader();
    nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/status/leader"), new Fault.Status(200, "\"127.0.0.1:4747\"", 0));
    nomad.clock().after(Duration.ofMillis(300), nomad::regainLeader);
  }

  private static Clockwork hasty(int factor) {
    return HastyTime.from(Instant.now(), factor);
  }

  private void assertSound() {
    assertThat(nomad.state().journal().purges()).noneMatch(Effect.Deregistered::live);
    assertThat(nomad.state().journal().deletesPerVersion().values()).allMatch(n -> n == 1);
    assertThat(nomad.state().journal().deletesInVain()).isEmpty();
  }
}
