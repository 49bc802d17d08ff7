package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `gc bankrupt` as an operator or a script calls it.
@Timeout(90)
class BankruptCommandTest {
  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
  private final PausedCluster cluster = new PausedCluster(nomad);
  @TempDir Path folder;

  @AfterEach
  void stop() {
    nomad.close();
  }

  @Test
  void itPurgesWhatIsDueThrowsTheEvaluationsAwayAndResumes() throws Exception {
    nomad.state().seedDeadJobs(300);
    nomad.state().seedDeadJobs(DeadJobSeed.of(5).idPrefix("young-").age(Duration.ofMinutes(1)));
    Path snapshot = folder.resolve("before.snap");
    Path audit = folder.resolve("audit.ndjson");
    GcRun run =
        desk()
            .bankrupt(
                "-force",
                "-confirm",
                PausedCluster.NAME,
                "-snapshot",
                snapshot.toString(),
                "-audit-log",
                audit.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("300 purged").contains("300 thrown away");
    assertThat(snapshot).isNotEmptyFile();
    assertThat(nomad.state().journal().purges())
        .hasSize(300)
        .allMatch(purge -> purge.evalPriority() == 1);
    assertThat(nomad.state().jobs("dead")).isEqualTo(5);
    List<String> lines = Files.readAllLines(audit);
    assertThat(lines).filteredOn(line -> line.contains("\"sending\"")).hasSize(301);
    assertThat(lines).filteredOn(line -> line.contains("\"purged\"")).hasSize(300);
    assertThat(lines)
        .anyMatch(line -> line.contains("pause-broker"))
        .anyMatch(line -> line.contains("delete-evaluations"))
        .anyMatch(line -> line.contains("resume-broker"));
    cluster.assertSound();
    cluster.assertRuns();
  }

  @Test
  void theNameMayBeTyped() throws Exception {
    nomad.state().seedDeadJobs(3);
    GcRun run = desk().types(PausedCluster.NAME).bankrupt("-force", "-no-snapshot");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("Type the cluster's name to begin:");
    cluster.assertRuns();
  }

  @Test
  void aWrongNameIsExitFourAndNothingIsDone() throws Exception {
    nomad.state().seedDeadJobs(3);
    long before = nomad.state().index();
    assertThat(desk().types("global").bankrupt("-force", "-no-snapshot").code())
        .isEqualTo(ExitCode.REFUSED);
    GcRun run = desk().bankrupt("-force", "-no-snapshot", "-confirm", "staging");
    assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err())
        .contains("\"staging\" is not the cluster's name")
        .contains("This is " + PausedCluster.NAME);
    GcRun unsaid = desk().bankrupt("-force", "-no-snapshot");
    assertThat(unsaid.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(unsaid.err()).contains("say -confirm NAME");
    assertThat(nomad.state().index()).as("Raft's index").isEqualTo(before);
  }

  @Test
  void aDryRunShowsThePlanAndChangesNothing() {
    nomad.state().seedDeadJobs(3);
    long before = nomad.state().index();
    GcRun run = desk().bankrupt("-dry-run");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out())
        .contains("Cluster " + PausedCluster.NAME)
        .contains("3 of 3")
        .contains("nothing is scheduled")
        .contains("the token is a management token");
    assertThat(nomad.state().index()).isEqualTo(before);
  }

  @Test
  void whatIsNoBankruptcyIsRefusedUnlessForced() {
    nomad.state().seedDeadJobs(3);
    GcRun run = desk().bankrupt("-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("no bankruptcy").contains("-force");
    assertThat(nomad.state().journal().purges()).isEmpty();
  }

  @Test
  void withoutAWordOnTheSnapshotNothingIsDone() {
    nomad.state().seedDeadJobs(3);
    GcRun run = desk().bankrupt("-force", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("-snapshot FILE, or -no-snapshot");
  }

  @Test
  void aSnapshotThatFailsRefuses() throws Exception {
    nomad.state().seedDeadJobs(3);
    Path file = folder.resolve("before.snap");
    nomad.faults().inject(Match.of("GET", "/v1/operator/snapshot"), new Fault.TruncatedBody(100));
    GcRun cut = desk().bankrupt("-force", "-confirm", PausedCluster.NAME, "-snapshot", file + "");
    assertThat(cut.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(cut.err()).contains("nothing was done: there is no snapshot");
    nomad.faults().clear();
    Files.writeString(file, "older");
    GcRun there = desk().bankrupt("-force", "-confirm", PausedCluster.NAME, "-snapshot", file + "");
    assertThat(there.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(there.err()).contains("it is there already");
    assertThat(file).hasContent("older");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    assertThat(nomad.state().journal().purges()).isEmpty();
    cluster.assertRuns();
  }

  @Test
  void aTokenThatIsNoManagementTokenIsRefusedBeforeAnythingIsDone() {
    nomad.state().seedDeadJobs(3);
    GcRun run =
        new Desk(nomad.address())
            .bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isNotEqualTo(ExitCode.DONE);
    assertThat(nomad.state().journal().purges()).isEmpty();
  }

  @Test
  void aUsersStopIsWorkedOnAfterTheResumptionEvenAtPriorityOne() throws Exception {
    cluster.serve("web", 50);
    cluster.serve("low", 1);
    nomad.state().seedDeadJobs(200);
    String[] evaluations = new String[2];
    at(
        "dead-0000100",
        () -> {
          evaluations[0] = cluster.stop("web");
          evaluations[1] = cluster.stop("low");
        });
    GcRun run = desk().bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("200 thrown away");
    for (String evaluation : evaluations) {
      nomadops.gc.Await.until(
          "the stop is worked on", () -> cluster.evaluation(evaluation).equals("complete"));
    }
    nomadops.gc.Await.until("web ends", () -> !cluster.allocation("web").equals("running"));
    nomadops.gc.Await.until("low ends", () -> !cluster.allocation("low").equals("running"));
    cluster.assertRuns();
  }

  @Test
  void aJobThatAManagementTokenRegistersMeanwhileIsLeftAlone() throws Exception {
    nomad.state().seedDeadJobs(200);
    at(
        "dead-0000000",
        () -> {
          var _ = cluster.register("dead-0000199", 50);
        });
    GcRun run = desk().bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.state().journal().purges())
        .noneMatch(purge -> purge.jobId().equals("dead-0000199") && purge.live());
    assertThat(nomad.state().job("default", "dead-0000199")).isPresent();
    cluster.assertSound();
    cluster.assertRuns();
  }

  @Test
  void somebodyElsesFieldsOfTheConfigurationStay() throws Exception {
    cluster.configure("MemoryOversubscriptionEnabled", true);
    nomad.state().seedDeadJobs(100);
    at(
        "dead-0000050",
        () ->
            cluster.configure(
                "SchedulerAlgorithm",
                tools.jackson.databind.node.JsonNodeFactory.instance.stringNode("spread")));
    GcRun run = desk().bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("Somebody changed SchedulerAlgorithm");
    assertThat(cluster.configuration().path("SchedulerAlgorithm").asString()).isEqualTo("spread");
    assertThat(cluster.configuration().path("MemoryOversubscriptionEnabled").asBoolean()).isTrue();
    cluster.assertRuns();
  }

  @Test
  void whoResumesInTheMiddleEndsItProperly() throws Exception {
    nomad.state().seedDeadJobs(300);
    at("dead-0000100", () -> cluster.configure("PauseEvalBroker", false));
    GcRun run = desk().bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("somebody resumed the broker meanwhile");
    cluster.assertSound();
    cluster.assertRuns();
  }

  @Test
  void registrationsThatWereRefusedBeforeAreRefusedAfterwards() throws Exception {
    cluster.configure("RejectJobRegistration", true);
    nomad.state().seedDeadJobs(3);
    GcRun run = desk().bankrupt("-force", "-no-snapshot", "-confirm", PausedCluster.NAME);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(cluster.configuration().path("RejectJobRegistration").asBoolean()).isTrue();
    assertThat(cluster.configuration().path("PauseEvalBroker").asBoolean()).isFalse();
  }

  private interface Deed {
    void done() throws Exception;
  }

  /// Does something as that job is about to be deleted.
  private void at(String job, Deed deed) {
    nomad
        .faults()
        .inject(
            Match.of("DELETE", "/v1/job/" + job).times(1),
            new Fault.Run(() -> {
              try {
                deed.done();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }));
  }

  private Desk desk() {
    return new Desk(nomad.address())
        .withTime(HastyTime.from(Instant.now(), 20))
        .withToken(SimulatorOptions.MANAGEMENT_TOKEN);
  }
}
