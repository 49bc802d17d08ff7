package nomadops.autoscaler.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import nomadops.autoscaler.AutoscalerDecisions;
import nomadops.autoscaler.PoolReport;
import nomadops.runtime.status.Decision;
import org.junit.jupiter.api.Test;

/** The lines of the status page. */
class AutoscalerDecisionsTest {
  private final AutoscalerDecisions decisions = new AutoscalerDecisions();

  @Test
  void aMoveIsALineWithItsReasonAndOutcome() {
    decisions.decided(Told.of("batch", 0).launches(0, 3).report());
    assertThat(decisions.newestFirst())
        .extracting(Decision::what, Decision::about, Decision::why, Decision::outcome)
        .containsExactly(
            tuple("launch", "batch: launch 3 in spot (0 to 3)", "it is needed", "done"));
  }

  @Test
  void whatHoldsAPoolIsTheLineOfATurnAndNotOfEach() {
    for (int second = 0; second < 10; second++) {
      decisions.decided(Told.of("batch", second).heldBack("the queue is 30 s old").report());
    }
    assertThat(decisions.newestFirst())
        .extracting(Decision::what, Decision::why, Decision::times)
        .containsExactly(tuple("hold", "the queue is 30 s old", 1L));
  }

  @Test
  void oneThatDoesNotLeadTellsWhatALeaderWouldDo() {
    PoolReport leads = Told.of("batch", 0).launches(0, 3).report();
    decisions.decided(
        new PoolReport(
            leads.at(),
            leads.terms(),
            leads.facts(),
            leads.step(),
            false,
            java.util.List.of(),
            java.util.Optional.of("another process leads")));
    assertThat(decisions.newestFirst())
        .extracting(Decision::what, Decision::outcome)
        .containsExactly(tuple("launch", "would be made"));
  }
}
