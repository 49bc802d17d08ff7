package nomadops.health.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.health.quarantine.effect.Outcome;
import nomadops.health.quarantine.policy.Cause;
import nomadops.health.quarantine.policy.Guard;
import nomadops.health.quarantine.policy.facts.ClusterFacts;
import nomadops.health.quarantine.view.Reading;
import nomadops.runtime.status.Decision;
import org.junit.jupiter.api.Test;

/** The lines of the status page. */
class QuarantineDecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-27T03:00:00Z");
  private final QuarantineDecisions decisions = new QuarantineDecisions();

  private void turned(nomadops.health.quarantine.policy.Decision decision, Outcome outcome) {
    ClusterFacts facts =
        new ClusterFacts(
            List.of(), Optional.empty(), Optional.empty(), true, Optional.empty(), false);
    decisions.turned(
        new Turn(
            NOW,
            new Reading(facts, Map.of(), Optional.empty()),
            List.of(new Turn.Deed(decision, outcome)),
            Duration.ZERO));
  }

  @Test
  void whatIsDoneAndWhatADryRunWouldDoIsToldAndWhatIsLeftAloneIsNot() {
    Outcome done = new Outcome.Done();
    turned(
        new nomadops.health.quarantine.policy.Decision.Quarantine(
            "id-1", "n1", 7, NOW.plusSeconds(60), "docker is silent"),
        done);
    turned(
        new nomadops.health.quarantine.policy.Decision.Release("id-1", "n1", 8, "it is well"),
        new Outcome.NotDone("somebody was quicker"));
    turned(
        new nomadops.health.quarantine.policy.Decision.Hold(
            "id-2", "n2", Guard.DRY_RUN, "the disk is full"),
        done);
    turned(
        new nomadops.health.quarantine.policy.Decision.Hold(
            "id-3", "n3", Guard.SETTLING, "it has just begun"),
        done);
    turned(
        new nomadops.health.quarantine.policy.Decision.CommonCause(
            new Cause.Target("registry:443"), 9, 10, "9 of 10 fail it"),
        done);

    assertThat(decisions.newestFirst().reversed())
        .extracting(Decision::what, Decision::about, Decision::why)
        .containsExactly(
            tuple("quarantine", "n1", "docker is silent"),
            tuple("release", "n1", "it is well"),
            tuple("quarantine", "n2", "the disk is full"),
            tuple("common cause", "registry:443", "9 of 10 fail it"));
    assertThat(decisions.newestFirst())
        .extracting(Decision::outcome)
        .anySatisfy(words -> assertThat(words).contains("somebody was quicker"))
        .contains("told alone: dry run");
  }
}
