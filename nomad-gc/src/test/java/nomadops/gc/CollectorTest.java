package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import nomadops.gc.purge.Trail;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private final NomadSimulator nomad = NomadSimulator.start();
  private Rig rig;

  @BeforeEach
  void build() {
    rig = new Rig(nomad, Trail.NONE);
  }

  @AfterEach
  void tearDown() {
    rig.close();
    nomad.close();
  }

  @Test
  void everyDueJobIsPurgedOnceAndYoungOnesStay() throws Exception {
    nomad.state().seedDeadJobs(500);
    nomad.state().seedDeadJobs(DeadJobSeed.of(50).idPrefix("young-").age(Duration.ofMinutes(5)));
    RunSummary run = rig.once();
    assertThat(run.of("purged")).isEqualTo(500);
    assertThat(run.clean()).isTrue();
    assertThat(nomad.state().jobs("dead")).isEqualTo(50);
    sound();
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void staleListsDoNotResurrectWhatIsPurged() throws Exception {
    nomad.state().seedDeadJobs(200);
    nomad.state().pinStaleReads();
    assertThat(rig.once().of("purged")).isEqualTo(200);
    RunSummary again = rig.once();
    assertThat(again.of("purged")).isEqualTo(200);
    assertThat(again.duplicatesPrevented()).isEqualTo(200);
    sound();
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void aNewProcessWithAStaleListReadsBeforeItDeletes() throws Exception {
    nomad.state().seedDeadJobs(100);
    nomad.state().pinStaleReads();
    rig.once();
    try (Rig restarted = new Rig(nomad, Trail.NONE)) {
      RunSummary run = restarted.once();
      assertThat(run.of("purged")).isZero();
      assertThat(run.of("already_gone")).isEqualTo(100);
    }
    sound();
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void lostAnswersToDeletesAreResolvedByReadingNotByDeletingAgain() throws Exception {
    nomad.state().seedDeadJobs(100);
    nomad.faults().inject(Match.of("DELETE", "/v1/job/").times(4), new Fault.ResetAfter());
    RunSummary run = rig.once();
    assertThat(nomad.state().jobs("dead")).isZero();
    assertThat(run.of("unknown")).isEqualTo(4);
    assertThat(run.clean()).isTrue();
    sound();
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void everyKindOfFaultEndsWithAllJobsPurgedOnce() throws Exception {
    nomad.state().seedDeadJobs(150);
    nomad.faults().inject(Match.of("GET", "/v1/jobs").times(1), new Fault.BrokenJson());
    nomad.faults().inject(Match.of("GET", "/v1/jobs").times(1), new Fault.TruncatedBody(500));
    nomad.faults().inject(Match.of("DELETE", "/v1/job/").times(1), Fault.tooManyRequests(1));
    nomad.faults().inject(Match.of("DELETE", "/v1/job/").times(2), new Fault.ResetBefore());
    nomad.faults().inject(Match.of("DELETE", "/v1/job/").times(2), Fault.serverError("boom"));
    nomad.faults().inject(Match.of("GET", "/v1/evaluation/").times(3), Fault.unavailable());
    RunSummary run = rig.once();
    assertThat(nomad.state().jobs("dead")).as(run.toString()).isZero();
    assertThat(run.clean()).isTrue();
    sound();
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void aJobThatIsRegisteredAgainBetweenListAndCheckIsLeftAlone() throws Exception {
    nomad.state().seedDeadJobs(10);
    nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/job/dead-0000003").times(1),
            new Fault.Run(() -> register("dead-0000003")));
    RunSummary run = rig.once();
    assertThat(run.of("purged")).isEqualTo(9);
    assertThat(run.of("changed")).isEqualTo(1);
    assertThat(nomad.state().job("default", "dead-0000003")).isPresent();
    sound();
  }

  @Test
  void aRegistrationThatMeetsThePurgeIsRestored() throws Exception {
    nomad.state().seedDeadJobs(10);
    nomad
        .faults()
        .inject(
            Match.of("DELETE", "/v1/job/dead-0000003").times(1),
            new Fault.Run(() -> register("dead-0000003")));
    RunSummary run = rig.once();
    await(() ->
        rig.gc.compensator.count() == 1
            && nomad.state().job("default", "dead-0000003").isPresent());
    assertThat(run.of("purged")).isEqualTo(10);
    assertThat(nomad.state().job("default", "dead-0000003"))
        .map(job -> job.status())
        .isNotEqualTo(java.util.Optional.of("dead"));
  }

  @Test
  void withoutTheFenceNothingIsDeleted() throws Exception {
    nomad.state().seedDeadJobs(10);
    rig.fence.set(false);
    Thread run =
        Thread.ofVirtual()
            .start(() -> {
              try {
                rig.once();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    await(() -> rig.gc.intake.last().lists() >= 1);
    assertThat(nomad.state().journal().purges()).isEmpty();
    rig.fence.set(true);
    assertThat(run.join(Duration.ofSeconds(60))).isTrue();
    assertThat(nomad.state().journal().purges()).hasSize(10);
  }

  @Test
  void aLostLeaderOnlyDelays() throws Exception {
    nomad.state().seedDeadJobs(300);
    nomad
        .faults()
        .inject(
            Match.of("DELETE", "/v1/job/dead-0000100").times(1),
            new Fault.Run(() -> loseForAWhile()));
    RunSummary run = rig.once();
    assertThat(nomad.state().jobs("dead")).as(run.toString()).isZero();
    sound();
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void twoReplicasWithoutALockDeleteNoLiveJobAndNoVersionTwice() throws Exception {
    nomad.state().seedDeadJobs(400);
    try (Rig other = new Rig(nomad, Trail.NONE)) {
      FutureTask<RunSummary> second = new FutureTask<>(other::once);
      Thread.ofVirtual().start(second);
      RunSummary first = rig.once();
      RunSummary theirs = second.get(60, TimeUnit.SECONDS);
      assertThat(nomad.state().jobs("dead")).as("%s%n%s", first, theirs).isZero();
      assertThat(first.of("purged") + theirs.of("purged")).isEqualTo(400);
    }
    sound();
  }

  private void loseForAWhile() {
    nomad.loseLeader();
    Thread.ofVirtual()
        .start(() -> {
          nomad.clock().after(Duration.ofMillis(700), nomad::regainLeader);
        });
  }

  private void register(String id) {
    nomad
        .state()
        .register(
            """
            {"Job": {"ID": "%s", "Type": "batch", "Datacenters": ["*"], "TaskGroups": [{"Name": "g", "Count": 1,
             "Tasks": [{"Name": "t", "Driver": "mock_driver", "Config": {"run_for": "1h"}}]}]}}
            """
                .formatted(id));
  }

  private void sound() {
    Rig.assertSound(nomad.state().journal());
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting").isLessThan(end);
      Thread.sleep(10);
    }
  }
}
