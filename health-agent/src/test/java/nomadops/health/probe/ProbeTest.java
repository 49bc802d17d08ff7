package nomadops.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import nomadops.health.probe.policy.Answering;
import nomadops.health.probe.policy.HandOver.Result;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.raft.Peers.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A probe beside a simulated server, whose lead can really be handed over.
@Timeout(60)
class ProbeTest {
  private static final String TRANSFER = "/v1/operator/raft/transfer-leadership";

  private final NomadSimulator nomad = NomadSimulator.start();
  private final ProbeRig rig = new ProbeRig(nomad, "");

  @AfterEach
  void close() {
    rig.close();
    nomad.close();
  }

  private void three() {
    nomad.peers().put(Peer.of(2).behind(3));
    nomad.peers().put(Peer.of(3).behind(1));
  }

  @Test
  void aVoterInAHealthyClusterIsLiveAndReady() throws Exception {
    three();
    assertThat(rig.pages.ready().well()).as("before the first look").isFalse();
    assertThat(rig.pages.live().well()).as("before the first look").isTrue();
    rig.look();
    assertThat(rig.pages.live().well()).isTrue();
    assertThat(rig.pages.ready().well()).isTrue();
    assertThat(rig.pages.ready().document().toString()).contains("why=caught-up");
    rig.look();
    assertThat(rig.pages.ready().document().toString()).contains("why=latched");
  }

  @Test
  void withoutALeaderItLivesAndIsReadyOnlyIfItWas() throws Exception {
    nomad.loseLeader();
    Seen seen = rig.look();
    assertThat(seen.live().lives()).isTrue();
    assertThat(seen.ready().why()).isEqualTo(Readiness.Why.NO_LEADER);
    nomad.regainLeader();
    assertThat(rig.look().ready().isReady()).isTrue();
    nomad.loseLeader();
    for (int i = 0; i < 100; i++) {
      seen = rig.look();
      assertThat(seen.live().lives()).isTrue();
      assertThat(seen.ready().isReady()).isTrue();
    }
  }

  @Test
  void anUnhealthyPeerHoldsTheFirstReadinessUpButNotForEver() throws Exception {
    nomad.peers().put(Peer.of(2));
    nomad.peers().put(Peer.of(3).unhealthy());
    assertThat(rig.look().ready().why()).isEqualTo(Readiness.Why.CLUSTER_UNHEALTHY);
    rig.passes(Duration.ofMinutes(5));
    assertThat(rig.look().ready().why()).isEqualTo(Readiness.Why.PATIENCE_OVER);
  }

  @Test
  void aRestartedServerEarnsItsReadinessAgain() throws Exception {
    three();
    assertThat(rig.look().ready().isReady()).isTrue();
    nomad.peers().put(Peer.of(2).unhealthy());
    assertThat(rig.look().ready().isReady()).isTrue();
    int port = nomad.address().getPort();
    nomad.close();
    Seen seen = rig.look();
    // The first may have been sent on a connection that just broke.
    seen = seen.sight().answering() == Answering.REFUSES ? seen : rig.look();
    assertThat(seen.ready().isReady()).isFalse();
    assertThat(seen.live().why()).isEqualTo(Liveness.Why.STARTING);
    try (NomadSimulator next = NomadSimulator.start(SimulatorOptions.defaults().withPort(port))) {
      next.peers().put(Peer.of(2).unhealthy());
      seen = rig.look();
      assertThat(seen.life().number()).isEqualTo(2);
      assertThat(seen.ready().why()).isEqualTo(Readiness.Why.CLUSTER_UNHEALTHY);
    }
  }

  /// The loop and a hand-over look at the same time: an answer of before, which comes after, is not
  /// a state that went back.
  @Test
  void anAnswerThatComesLateIsNoNewLife() throws Exception {
    three();
    assertThat(rig.look().ready().isReady()).isTrue();
    nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/agent/self").times(1),
            new Fault.SlowBody(2_000, Duration.ofMillis(50)));
    CompletableFuture<Seen> late =
        CompletableFuture.supplyAsync(() -> {
          try {
            return rig.look();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    Thread.sleep(100);
    nomad.state().addNodes(3);
    assertThat(rig.probe.sight().answers()).isTrue();

    assertThat(late.get(20, TimeUnit.SECONDS).life().number()).isEqualTo(1);
    assertThat(rig.look().ready().isReady()).isTrue();
    assertThat(rig.look().life().number()).isEqualTo(1);
  }

  @Test
  void prestopHandsTheLeadToTheVoterWithTheMost() throws Exception {
    three();
    rig.look();
    assertThat(rig.pages.prestop(rig.handOver).document().toString())
        .contains("result=handed-over");
    assertThat(nomad.peers().leader().map(Peer::id)).contains(Peer.of(3).id());
    assertThat(rig.pages.ready().document().toString()).contains("why=stopping");
    assertThat(rig.pages.live().well()).isTrue();
    assertThat(rig.look().ready().isReady()).isFalse();
    assertThat(rig.pages.tree().toString()).contains("handed-over");

    assertThat(rig.handOver.perform("again").result()).isEqualTo(Result.NOT_LEADER);
  }

  @Test
  void aTransferThatFailsIsFollowedByAnother() throws Exception {
    three();
    nomad
        .faults()
        .inject(
            Match.of("PUT", TRANSFER).times(1), Fault.serverError("leadership transfer failed"));
    assertThat(rig.handOver.perform("a test").result()).isEqualTo(Result.HANDED_OVER);
    assertThat(nomad.peers().leader().map(Peer::id)).contains(Peer.of(2).id());
  }

  @Test
  void anAnswerThatIsLostIsLookedAfterAndNotRepeated() throws Exception {
    three();
    nomad.faults().inject(Match.of("PUT", TRANSFER), new Fault.ResetAfter());
    assertThat(rig.handOver.perform("a test").result()).isEqualTo(Result.HANDED_OVER);
    assertThat(nomad.peers().leader().map(Peer::id)).contains(Peer.of(3).id());
  }

  @Test
  void whenNobodyHealthyCanTakeItTheHookEndsInTime() throws Exception {
    nomad.peers().put(Peer.of(2).unhealthy());
    nomad.peers().put(Peer.of(3).nonVoter());
    Outcome outcome = rig.handOver.perform("a test");
    assertThat(outcome.result()).isEqualTo(Result.NOBODY);
    assertThat(outcome.reason()).contains("sim2.global");
    assertThat(outcome.took()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
  }

  @Test
  void theLeadIsNotGivenBackToWhoeverGaveIt() throws Exception {
    nomad.peers().put(Peer.of(2));
    nomad.peers().lead(Peer.of(2).id());
    rig.look();
    nomad.peers().lead("");
    assertThat(rig.handOver.perform("a test").result()).isEqualTo(Result.NOBODY);
    rig.passes(Duration.ofSeconds(30));
    assertThat(rig.handOver.perform("a test").result()).isEqualTo(Result.HANDED_OVER);
  }

  @Test
  void whoAsksWhileOneIsUnderWayGetsItsOutcome() throws Exception {
    nomad.peers().put(Peer.of(2).unhealthy());
    CompletableFuture<Outcome> second = new CompletableFuture<>();
    rig.atEachPause =
        () -> {
          rig.atEachPause = () -> {};
          Thread joins =
              Thread.ofPlatform()
                  .daemon()
                  .start(() -> {
                    try {
                      second.complete(rig.handOver.perform("second"));
                    } catch (InterruptedException e) {
                      second.completeExceptionally(e);
                    }
                  });
          while (joins.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
        };
    Outcome first = rig.handOver.perform("first");
    assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(first);
    assertThat(rig.outcomes).containsExactly(first);
  }

  @Test
  void aCondemnedServerIsDeadAlthoughItAnswers() throws Exception {
    assertThat(rig.look().live().lives()).isTrue();
    rig.condemned = Optional.of("nothing was scheduled");
    assertThat(rig.look().live())
        .isEqualTo(new Liveness.Dead(Liveness.Why.CONDEMNED, "nothing was scheduled"));
    assertThat(rig.pages.live().document().toString()).contains("nothing was scheduled");
  }

  /// Who condemned it learns of the restart later than the probe does.
  @Test
  void aCondemnationIsOfOneLifeOfTheProcess() throws Exception {
    rig.look();
    rig.condemned = Optional.of("nothing was scheduled");
    assertThat(rig.look().live().lives()).isFalse();
    int port = nomad.address().getPort();
    nomad.close();
    rig.look();
    rig.look();
    try (NomadSimulator next = NomadSimulator.start(SimulatorOptions.defaults().withPort(port))) {
      assertThat(rig.look().live().why()).isEqualTo(Liveness.Why.ANSWERS);
      rig.condemned = Optional.empty();
      assertThat(rig.look().live().lives()).isTrue();
      rig.condemned = Optional.of("nothing was scheduled again");
      assertThat(rig.look().live().why())
          .as("by " + next.address())
          .isEqualTo(Liveness.Why.CONDEMNED);
    }
  }

  @Test
  void aLeadThatDidNoGoodIsNotGivenBackWhileThereIsAnother() throws Exception {
    three();
    nomad.peers().lead(Peer.of(3).id());
    rig.look();
    nomad.peers().lead("");
    rig.look();
    rig.passes(Duration.ofMinutes(2));
    assertThat(rig.handOver.performForward("a test").result()).isEqualTo(Result.HANDED_OVER);
    assertThat(nomad.peers().leader().map(Peer::id)).contains(Peer.of(2).id());
    nomad.peers().lead("");
    rig.passes(Duration.ofMinutes(2));
    rig.look();
    rig.passes(Duration.ofMinutes(2));
    assertThat(rig.handOver.perform("a test").result()).isEqualTo(Result.HANDED_OVER);
    assertThat(nomad.peers().leader().map(Peer::id))
        .as("for prestop who has the most counts")
        .contains(Peer.of(3).id());
    assertThat(rig.look().stopping()).isFalse();
  }

  @Test
  void rightsThatAreMissingAreNamed() throws Exception {
    try (NomadSimulator guarded = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        ProbeRig stranger = new ProbeRig(guarded, "");
        ProbeRig manager = new ProbeRig(guarded, SimulatorOptions.MANAGEMENT_TOKEN)) {
      Seen seen = stranger.look();
      assertThat(seen.live().lives()).isTrue();
      assertThat(seen.ready().why()).isEqualTo(Readiness.Why.FORBIDDEN);
      assertThat(seen.ready().reason()).contains("agent { policy = \"read\" }");
      assertThat(stranger.handOver.perform("a test").result()).isEqualTo(Result.FORBIDDEN);
      assertThat(manager.look().ready().isReady()).isTrue();
      assertThat(manager.handOver.perform("a test").result()).isEqualTo(Result.ALONE);
    }
  }
}
