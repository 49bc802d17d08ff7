package nomadops.health.probe.policy;

import static nomadops.health.probe.policy.Servers.seconds;
import static nomadops.health.probe.policy.Servers.server;
import static nomadops.health.probe.policy.Servers.voter;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nomadops.client.model.AutopilotHealth;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final Readiness policy =
      new Readiness(250, Duration.ofMinutes(5), Duration.ofSeconds(10), 3);
  private Readiness.State state = Readiness.State.NEW;
  private int life = 1;
  private boolean stopping;

  private Readiness.Verdict at(long second, Sight sight, Autopilot autopilot) {
    Readiness.Step step =
        policy.step(state, new Readiness.Facts(life, sight, autopilot, stopping), seconds(second));
    state = step.state();
    return step.verdict();
  }

  private Readiness.Verdict at(long second, long applied, AutopilotHealth.Server... servers) {
    return at(
        second,
        Sight.of(Servers.follows(2, applied)),
        new Autopilot.Seen(Servers.health(servers), seconds(second)));
  }

  private static AutopilotHealth.Server leader() {
    return server(2, true, true, true, 1_000);
  }

  private void latch() {
    assertThat(at(0, 1_000, voter(1), leader(), voter(3)).why()).isEqualTo(Readiness.Why.CAUGHT_UP);
  }

  @Test
  void firstItMustBeAVoterThatHasCaughtUpInAHealthyCluster() {
    assertThat(at(0, 1_000, leader(), voter(3)).why()).isEqualTo(Readiness.Why.NO_VOTER);
    assertThat(at(1, 1_000, server(1, false, true, false, 1_000), leader()).why())
        .isEqualTo(Readiness.Why.NO_VOTER);
    assertThat(at(2, 749, voter(1), leader(), voter(3)).why()).isEqualTo(Readiness.Why.LAGS);
    assertThat(at(3, 750, voter(1), leader(), server(3, false, false, true, 10)))
        .isInstanceOf(Readiness.NotReady.class)
        .returns(Readiness.Why.CLUSTER_UNHEALTHY, Readiness.Verdict::why)
        .extracting(Readiness.Verdict::reason)
        .asString()
        .contains("nomad-3");
    assertThat(at(4, 750, voter(1), leader(), voter(3)).isReady()).isTrue();
  }

  @Test
  void aSingleServerIsReadyAsItsOwnLeader() {
    Sight sight = Sight.of(Servers.leads(100));
    Autopilot.Seen seen = new Autopilot.Seen(Servers.health(server(1, true, true, true, 100)), 0);
    assertThat(at(0, sight, seen).isReady()).isTrue();
  }

  /// The three of a new cluster come up together: none waits for another one's readiness.
  @Test
  void untilThereIsALeaderNobodyIsReadyAndThenAll() {
    Sight alone = Sight.of(Servers.follows(0, 0));
    assertThat(at(0, alone, new Autopilot.Unseen("no leader")).why())
        .isEqualTo(Readiness.Why.NO_LEADER);
    assertThat(at(500, alone, new Autopilot.NoLeader("none")).why())
        .isEqualTo(Readiness.Why.NO_LEADER);
    assertThat(at(501, 10, voter(1), leader(), voter(3)).why()).isEqualTo(Readiness.Why.LAGS);
    assertThat(at(502, 1_000, voter(1), leader(), voter(3)).isReady()).isTrue();
  }

  @Test
  void aServerThatIsLostForGoodHoldsOthersUpForAsLongAsThePatience() {
    AutopilotHealth.Server[] lost = {voter(1), leader(), server(3, false, false, true, 10)};
    assertThat(at(0, 1_000, lost).isReady()).isFalse();
    assertThat(at(299, 1_000, lost).isReady()).isFalse();
    assertThat(at(300, 1_000, lost))
        .isInstanceOf(Readiness.Ready.class)
        .returns(Readiness.Why.PATIENCE_OVER, Readiness.Verdict::why);
    assertThat(at(301, 1_000, lost).why()).isEqualTo(Readiness.Why.LATCHED);
  }

  @Test
  void patienceIsNotForItsOwnVoteNorItsOwnLag() {
    for (int second = 0; second < 2_000; second += 100) {
      assertThat(at(second, 100, voter(1), leader(), voter(3)).why()).isEqualTo(Readiness.Why.LAGS);
      assertThat(at(second + 50, 1_000, leader(), voter(3)).why())
          .isEqualTo(Readiness.Why.NO_VOTER);
    }
  }

  @Test
  void patienceBeginsAnewWhenItFallsBehind() {
    AutopilotHealth.Server[] lost = {voter(1), leader(), server(3, false, false, true, 10)};
    at(0, 1_000, lost);
    assertThat(at(200, 10, lost).why()).isEqualTo(Readiness.Why.LAGS);
    at(210, 1_000, lost);
    assertThat(at(400, 1_000, lost).isReady()).isFalse();
    assertThat(at(510, 1_000, lost).isReady()).isTrue();
  }

  @Test
  void anOldAnswerOfAutopilotIsNone() {
    Autopilot.Seen old = new Autopilot.Seen(Servers.health(voter(1), leader(), voter(3)), 0);
    assertThat(at(11, Sight.of(Servers.follows(2, 1_000)), old).why())
        .isEqualTo(Readiness.Why.AUTOPILOT_UNSEEN);
    assertThat(at(10, Sight.of(Servers.follows(2, 1_000)), old).isReady()).isTrue();
  }

  @Test
  void aMissingRightIsNamed() {
    assertThat(at(0, Sight.forbidden("agent:read"), new Autopilot.Unseen("")))
        .isEqualTo(new Readiness.NotReady(Readiness.Why.FORBIDDEN, "agent:read"));
    assertThat(at(1, Sight.of(Servers.follows(2, 1_000)), new Autopilot.Forbidden("operator:read")))
        .isEqualTo(new Readiness.NotReady(Readiness.Why.FORBIDDEN, "operator:read"));
  }

  @Test
  void onceReadyNothingOfOthersMatters() {
    latch();
    assertThat(at(1, Sight.of(Servers.follows(0, 5)), new Autopilot.NoLeader("")).why())
        .isEqualTo(Readiness.Why.LATCHED);
    assertThat(at(2, Sight.forbidden(""), new Autopilot.Forbidden("")).isReady()).isTrue();
    assertThat(at(3, 5, server(1, false, false, false, 1)).isReady()).isTrue();
  }

  @Test
  void onceReadyItTakesSeveralMisses() {
    latch();
    Autopilot none = new Autopilot.Unseen("");
    assertThat(at(1, Sight.silent("hangs"), none).isReady()).isTrue();
    assertThat(at(2, Sight.silent("hangs"), none).isReady()).isTrue();
    assertThat(at(3, Sight.silent("hangs"), none).why()).isEqualTo(Readiness.Why.SILENT);
    assertThat(at(4, Sight.of(Servers.follows(0, 5)), none).why()).isEqualTo(Readiness.Why.LATCHED);
  }

  @Test
  void theNextLifeMustEarnItAgain() {
    latch();
    assertThat(at(1, Sight.refused("refused"), new Autopilot.Unseen("")).isReady()).isFalse();
    life = 2;
    assertThat(at(2, 100, voter(1), leader(), voter(3)).why()).isEqualTo(Readiness.Why.LAGS);
    assertThat(at(3, 1_000, voter(1), leader(), voter(3)).isReady()).isTrue();
  }

  @Test
  void whoStopsIsNotReady() {
    latch();
    stopping = true;
    assertThat(at(1, 1_000, voter(1), leader(), voter(3)).why()).isEqualTo(Readiness.Why.STOPPING);
    assertThat(at(2, Sight.silent("hangs"), new Autopilot.Unseen("")).isReady()).isFalse();
  }
}
