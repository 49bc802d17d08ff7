package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `gc bankrupt` on a cluster that fails under it, at every request. However it ends, the cluster
/// runs, no live job was deleted and none twice.
@Timeout(90)
class BankruptFaultTest {
  private static final int JOBS = 100;
  private static final String RECORD = "/v1/var/nomad-ops/gc/bankrupt";
  private static final String CONFIGURATION = "/v1/operator/scheduler/configuration";

  private final NomadSimulator nomad = NomadSimulator.start();
  private final PausedCluster cluster = new PausedCluster(nomad);
  private final Desk desk = new Desk(nomad.address()).withTime(HastyTime.from(Instant.now(), 40));

  @BeforeEach
  void seed() {
    nomad.state().seedDeadJobs(JOBS);
  }

  @AfterEach
  void stop() {
    nomad.close();
  }

  private static List<Match> requests() {
    return List.of(
        Match.of("PUT", RECORD),
        Match.of("GET", RECORD),
        Match.of("DELETE", RECORD),
        Match.of("PUT", CONFIGURATION),
        Match.of("GET", CONFIGURATION),
        Match.of("GET", "/v1/jobs"),
        Match.of("GET", "/v1/job/dead-0000050"),
        Match.of("DELETE", "/v1/job/dead-0000050"),
        Match.of("DELETE", "/v1/evaluations"),
        Match.of("GET", "/v1/evaluations/count"));
  }

  static Stream<Arguments> faults() {
    List<Arguments> all = new ArrayList<>();
    for (Match request : requests()) {
      for (Fault fault :
          List.of(
              new Fault.Status(500, "rpc error: No cluster leader", 0),
              Fault.tooManyRequests(1),
              new Fault.ResetBefore(),
              new Fault.ResetAfter(),
              new Fault.BrokenJson())) {
        all.add(Arguments.of(request.times(2), fault));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsOvercome(Match request, Fault fault) throws Exception {
    // Before the pause a fault may well end it; what must hold is that the cluster runs.
    var _ = nomad.faults().inject(request, fault);
    GcRun run = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    nomad.faults().clear();
    cluster.assertSound();
    if (run.code() == ExitCode.DONE) {
      assertThat(nomad.state().jobs("dead")).as(run.err()).isZero();
    }
    assertThat(run.err()).doesNotContain("bug in nomad-ops");
    cluster.assertRuns();
  }

  static Stream<Match> steps() {
    return Stream.of(
        Match.of("PUT", RECORD),
        Match.of("PUT", CONFIGURATION),
        Match.of("DELETE", "/v1/job/dead-0000050"),
        Match.of("DELETE", "/v1/evaluations"),
        Match.of("DELETE", RECORD));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aLeaderThatIsLostForAWhileOnlyDelays(Match step) throws Exception {
    var _ =
        nomad
            .faults()
            .inject(
                step.times(1),
                new Fault.Run(() -> {
                  nomad.loseLeader();
                  nomad.clock().after(Duration.ofMillis(300), nomad::regainLeader);
                }));
    GcRun run = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.state().jobs("dead")).isZero();
    cluster.assertSound();
    cluster.assertRuns();
  }

  @Test
  void whileTheLeaderIsAwayItGoesOnTryingToResumeAndASecondSignalSaysWhatToRun() throws Exception {
    AtomicReference<String> said = new AtomicReference<>("");
    atDelete(() -> {
      nomad.loseLeader();
      desk.signal("INT");
      nomad
          .clock()
          .after(
              Duration.ofMillis(1_500),
              () -> {
                desk.signal("INT");
                said.set(desk.said());
                nomad.regainLeader();
              });
    });
    GcRun run = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(desk.halted()).as("the process would have ended here").isEqualTo(1);
    assertThat(said.get())
        .contains("The broker is still paused. Should this process end: nomad-ops gc bankrupt")
        .endsWith(BankruptText.LAST_WORDS + "\n");
    cluster.assertRuns();
  }

  @Test
  void aSignalResumesAndEndsIt() throws Exception {
    atDelete(() -> desk.signal("TERM"));
    GcRun run = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("broken off, and the broker runs: SIGTERM");
    assertThat(nomad.state().jobs("dead")).isPositive();
    cluster.assertSound();
    cluster.assertRuns();
  }

  @Test
  void aTokenThatIsTakenAwayLeavesTheLastLineThatSaysWhatToRun() throws Exception {
    atDelete(() ->
        nomad
            .faults()
            .inject(Match.of("PUT", CONFIGURATION), new Fault.Status(403, "Permission denied", 0)));
    GcRun run = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    nomad.faults().clear();
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err().strip().lines().toList().getLast())
        .contains("THE BROKER IS STILL PAUSED")
        .contains("nomad-ops gc bankrupt -resume-broker")
        .contains("set-config -pause-eval-broker=false -reject-job-registration=false");
    assertThat(cluster.configuration().path("PauseEvalBroker").asBoolean()).isTrue();
    assertThat(desk.bankrupt("-resume-broker").code()).isEqualTo(ExitCode.DONE);
    cluster.assertRuns();
  }

  @Test
  void twoOperatorsAtOnceAreOne() throws Exception {
    AtomicReference<GcRun> second = new AtomicReference<>();
    atDelete(() ->
        second.set(
            new Desk(nomad.address())
                .withTime(HastyTime.from(Instant.now(), 40))
                .bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME)));
    GcRun first = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(second.get().code()).as(second.get().err()).isEqualTo(ExitCode.REFUSED);
    assertThat(second.get().err()).contains("holds the lock").contains("is at it");
    assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.DONE);
    cluster.assertSound();
    cluster.assertRuns();
  }

  @Test
  void whoseRecordAnotherHasTakenOverEndsAndLeavesTheBrokerToThem() throws Exception {
    atDelete(() -> {
      try {
        var items = (tools.jackson.databind.node.ObjectNode) cluster.record();
        items.put("owner", "another").put("who", "alice");
        var body =
            tools.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("Path", "nomad-ops/gc/bankrupt");
        body.set("Items", items);
        var _ = cluster.send("PUT", RECORD, body.toString());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    GcRun run = desk.bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("alice goes on with it");
    assertThat(cluster.configuration().path("PauseEvalBroker").asBoolean()).isTrue();
    assertThat(desk.bankrupt("-resume-broker").code()).isEqualTo(ExitCode.DONE);
    cluster.assertRuns();
  }

  /// As a job in the middle is about to be deleted.
  private void atDelete(Runnable action) {
    var _ =
        nomad
            .faults()
            .inject(Match.of("DELETE", "/v1/job/dead-0000050").times(1), new Fault.Run(action));
  }
}
