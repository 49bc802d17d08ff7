package nomadops.health.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import nomadops.health.check.Course;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Terms;
import nomadops.runtime.status.Decision;
import org.junit.jupiter.api.Test;

/** The lines of the status page. */
class AgentDecisionsTest {
  private final AgentDecisions decisions = new AgentDecisions(() -> Instant.EPOCH);

  @Test
  void onlyAVerdictThatBecameAnotherIsTold() {
    Course fails =
        new Course(
            Health.FAIL,
            0,
            Finding.fail("it is full"),
            0,
            0,
            Course.begin(Terms.USUAL, 0).runs(),
            1,
            0);
    decisions.looked("disk", Health.OK, fails, 1);
    decisions.looked("disk", Health.FAIL, fails, 1);
    assertThat(decisions.newestFirst())
        .extracting(
            Decision::what, Decision::about, Decision::why, Decision::outcome, Decision::times)
        .containsExactly(tuple("fail", "disk", "it is full", "was ok", 1L));
  }
}
