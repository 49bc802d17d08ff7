package nomadops.bench.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nomadops.simulator.journal.Effect;
import org.junit.jupiter.api.Test;

class IneligibleTest {
  private static Effect change(String node, boolean eligible) {
    return new Effect.NodeEligibility(1, Instant.EPOCH, node, eligible);
  }

  @Test
  void theMostAtOnceIsNotTheMostOverTime() {
    Ineligible seen =
        Ineligible.of(
            List.of(
                change("a", false),
                change("b", false),
                change("a", true),
                change("b", true),
                change("c", false)));

    assertThat(seen).isEqualTo(new Ineligible(2, 3, 2));
  }

  @Test
  void aClientThatIsTakenOutAgainCountsOnce() {
    assertThat(Ineligible.of(List.of(change("a", false), change("a", false))))
        .isEqualTo(new Ineligible(1, 1, 0));
  }

  @Test
  void whatElseHappensDoesNotCount() {
    assertThat(
            Ineligible.of(List.of(new Effect.NodeDrain(1, Instant.EPOCH, "a", true, false, null))))
        .isEqualTo(new Ineligible(0, 0, 0));
  }
}
