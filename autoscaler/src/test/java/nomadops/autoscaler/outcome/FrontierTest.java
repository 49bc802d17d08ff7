package nomadops.autoscaler.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontierTest {
  private record Choice(double hours, double waits) {}

  @Test
  void whatAnotherBeatsInBothWaysIsNotOnIt() {
    Choice cheap = new Choice(1, 9);
    Choice middle = new Choice(5, 5);
    Choice fast = new Choice(9, 1);
    Choice beaten = new Choice(6, 6);

    assertThat(frontier(List.of(fast, beaten, cheap, middle))).containsExactly(cheap, middle, fast);
  }

  @Test
  void whatIsAsGoodInOneWayAndWorseInTheOtherIsNotOnIt() {
    Choice best = new Choice(1, 1);

    assertThat(frontier(List.of(new Choice(1, 2), best, new Choice(2, 1)))).containsExactly(best);
  }

  @Test
  void equalsAreBothOnIt() {
    assertThat(frontier(List.of(new Choice(1, 1), new Choice(1, 1)))).hasSize(2);
  }

  @Test
  void whoLeftWorkUndoneIsNotOnItBesideThoseWhoDidNot() {
    Outcome idle = outcome("idle", 1, 0, 100);
    Outcome done = outcome("done", 50, 10_000, 0);

    assertThat(Frontier.of(List.of(idle, done))).containsExactly(done);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void whatIsNotOnItIsBeatenByOneThatIs(long seed) {
    Random random = new Random(seed);
    List<Choice> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(new Choice(random.nextInt(20), random.nextInt(20)));
    }
    List<Choice> best = frontier(all);

    for (Choice one : all) {
      boolean beaten =
          best.stream()
              .anyMatch(
                  b -> !b.equals(one) && b.hours() <= one.hours() && b.waits() <= one.waits());
      assertThat(best.contains(one)).as("seed %d, %s", seed, one).isNotEqualTo(beaten);
    }
  }

  private static List<Choice> frontier(List<Choice> all) {
    return Frontier.of(all, Choice::hours, Choice::waits);
  }

  private static Outcome outcome(String name, double hours, long wait, long unfinished) {
    WaitHistogram waits = new WaitHistogram();
    waits.add(wait, 10);
    return new Outcome(
        name,
        "",
        waits,
        1,
        new Outcome.Work(10, 10, 10, 0, 0, unfinished, 0, 0),
        new Outcome.Nodes(1, 0, 0, 0, 0, 1),
        hours,
        hours,
        1,
        0,
        0,
        List.of());
  }
}
