package nomadops.drainer.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import nomadops.drainer.DrainerDecisions;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision.Ending;
import nomadops.runtime.status.Decision;
import org.junit.jupiter.api.Test;

/** The lines of the status page. */
class DrainerDecisionsTest {
  private final DrainerDecisions decisions = new DrainerDecisions(() -> Scene.NOW);

  @Test
  void anInstanceIsToldFromItsNoticeToItsEnd() {
    Doomed doomed = Scene.doomed(Scene.spot(Scene.MACHINE));
    decisions.received(Scene.spot(Scene.MACHINE));
    decisions.performed(doomed, Scene.start());
    decisions.failed(doomed, "ask for the drain", new IllegalStateException("no answer"));
    decisions.refused(doomed, Scene.start(), "the node is gone");
    decisions.closed(doomed, Scene.close(Ending.NOTHING_THERE), Duration.ofSeconds(61));

    assertThat(decisions.newestFirst().reversed())
        .extracting(Decision::what, Decision::outcome)
        .containsExactly(
            tuple("notice", "taken on"),
            tuple("drain", "done"),
            tuple("failed", "tried again: no answer"),
            tuple("drain", "not done: the node is gone"),
            tuple("close", "nothing there after 61 s"));
    assertThat(decisions.newestFirst())
        .allSatisfy(one -> assertThat(one.about()).isEqualTo(Scene.MACHINE.value()));
  }
}
