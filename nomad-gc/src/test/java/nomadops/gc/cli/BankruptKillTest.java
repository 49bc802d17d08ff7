package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nomadops.gc.Await;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `kill -9` at every step, and what is made of it. A request that is under way at the kill is
/// applied all the same, so "killed before a step" is "killed after the one before".
@Timeout(120)
class BankruptKillTest {
  private static final int JOBS = 200;
  private static final String RECORD = "/v1/var/nomad-ops/gc/bankrupt";
  private static final String CONFIGURATION = "/v1/operator/scheduler/configuration";

  private final VirtualClock clock = SimClock.virtual();
  @TempDir Path folder;

  /// The request at which it is killed.
  enum Point {
    SNAPSHOT("GET", "/v1/operator/snapshot", 1, false),
    RECORD_WRITTEN("PUT", RECORD, 1, false),
    PAUSED("PUT", CONFIGURATION, 1, true),
    PURGE_NOTED("PUT", RECORD, 2, true),
    IN_MID_PURGE("DELETE", "/v1/job/dead-0000100", 1, true),
    EVALUATIONS_NOTED("PUT", RECORD, 3, true),
    EVALUATIONS_DELETED("DELETE", "/v1/evaluations", 1, true),
    RESUMED("PUT", CONFIGURATION, 2, false),
    FORGOTTEN("DELETE", RECORD, 1, false);

    private final String method;
    private final String path;
    private final int nth;
    private final boolean paused;

    Point(String method, String path, int nth, boolean paused) {
      this.method = method;
      this.path = path;
      this.nth = nth;
      this.paused = paused;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverStartsItAgainEndsIt(Point point) throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withClock(clock));
        PassingTime time = new PassingTime(clock)) {
      PausedCluster cluster = new PausedCluster(nomad);
      killAt(point, nomad, cluster);
      time.skip(Duration.ofMinutes(1));
      Desk desk = new Desk(nomad.address()).withTime(HastyTime.from(Instant.now(), 20));
      GcRun again = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
      assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.DONE);
      assertThat(again.err().contains("and it did not end")).isEqualTo(leavesARecord(point));
      assertThat(nomad.state().jobs("dead")).as("without the one that follows").isZero();
      assertThat(nomad.state().evaluations("pending")).isZero();
      assertThat(nomad.state().journal().purges()).hasSize(JOBS);
      assertThat(nomad.state().journal().deletesInVain()).isEmpty();
      cluster.assertSound();
      cluster.assertRuns();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RECORD_WRITTEN", "PAUSED", "IN_MID_PURGE", "RESUMED"})
  void theBrokerCanBeResumedAtOnceWithoutTheLock(Point point) throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withClock(clock));
        PassingTime _ = new PassingTime(clock)) {
      PausedCluster cluster = new PausedCluster(nomad);
      killAt(point, nomad, cluster);
      Desk desk = new Desk(nomad.address()).withTime(HastyTime.from(Instant.now(), 20));
      GcRun resume = desk.bankrupt("-resume-broker");
      assertThat(resume.code()).as(resume.err()).isEqualTo(ExitCode.DONE);
      cluster.assertSound();
      cluster.assertRuns();
      assertThat(desk.bankrupt("-resume-broker").code()).as("again").isEqualTo(ExitCode.DONE);
      cluster.assertRuns();
    }
  }

  private static boolean leavesARecord(Point point) {
    return point != Point.SNAPSHOT && point != Point.FORGOTTEN;
  }

  private void killAt(Point point, NomadSimulator nomad, PausedCluster cluster) throws Exception {
    nomad.state().seedDeadJobs(JOBS);
    AtomicReference<Process> process = new AtomicReference<>();
    AtomicInteger seen = new AtomicInteger();
    var fault =
        nomad
            .faults()
            .inject(
                Match.of(point.method, point.path),
                new Fault.Run(() -> {
                  if (seen.incrementAndGet() == point.nth) {
                    kill(process.get());
                  }
                }));
    Path log = folder.resolve("killed.log");
    process.set(start(nomad, log));
    assertThat(process.get().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.get().exitValue()).as(Files.readString(log)).isEqualTo(137);
    fault.remove();
    Await.until(
        "what was under way is applied",
        () -> cluster.configuration().path("PauseEvalBroker").asBoolean() == point.paused);
    assertThat(cluster.configuration().path("RejectJobRegistration").asBoolean())
        .isEqualTo(point.paused);
    Await.until("the record is as it must be", () -> cluster.hasRecord() == leavesARecord(point));
  }

  private static void kill(Process process) {
    try {
      int _ = process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process start(NomadSimulator nomad, Path log) throws Exception {
    List<String> command = new java.util.ArrayList<>(GcChild.java());
    command.removeLast();
    command.add(BankruptMain.class.getName());
    command.addAll(
        List.of(
            "bankrupt",
            "-force",
            "-confirm",
            PausedCluster.NAME,
            "-snapshot",
            folder.resolve("before.snap").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("NOMAD_ADDR", nomad.address().toString());
    return builder.start();
  }
}
