package nomadops.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import nomadops.health.probe.policy.Autopilot;
import nomadops.health.probe.policy.HandOver;
import nomadops.health.probe.policy.Life;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.health.probe.policy.Sight;
import nomadops.runtime.status.Decision;
import org.junit.jupiter.api.Test;

/** The lines of the status page. */
class ProbeDecisionsTest {
  private final ProbeDecisions decisions = new ProbeDecisions(() -> Instant.EPOCH);

  private static Seen seen(Liveness.Verdict live, Readiness.Verdict ready) {
    return new Seen(
        0, Sight.refused("no"), Life.NONE, new Autopilot.Unseen("no"), live, ready, false, false);
  }

  @Test
  void turnsOfVerdictsAndHandOversAreToldAndLooksThatTurnNothingAreNot() {
    Seen begins =
        seen(
            new Liveness.Lives(Liveness.Why.STARTING, "it starts"),
            new Readiness.NotReady(Readiness.Why.SILENT, "no answer"));
    Seen well =
        seen(
            new Liveness.Lives(Liveness.Why.ANSWERS, "it answers"),
            new Readiness.Ready(Readiness.Why.CAUGHT_UP, "it has caught up"));
    decisions.looked(begins, well);
    decisions.looked(well, well);
    decisions.handedOver(
        new Outcome(
            HandOver.Result.HANDED_OVER, "prestop", "server-1 leads", Duration.ofMillis(80)));

    assertThat(decisions.newestFirst().reversed())
        .extracting(Decision::what, Decision::why, Decision::outcome)
        .containsExactly(
            tuple("live", "it answers", "the server is live"),
            tuple("ready", "it has caught up", "the server is ready"),
            tuple("hand over the lead", "prestop: server-1 leads", "handed over"));
  }
}
