package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Facts;
import nomadops.drainer.plan.NodeFacts;
import org.junit.jupiter.api.Test;

/** What an operator asks for, as the plan understands it. */
class DrainWishTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final InstanceId INSTANCE = new InstanceId("i-1");

  private static Duration deadline(DrainWish.Limit limit, Duration killTimeout) {
    DrainWish wish = new DrainWish(limit, false, "");
    Notice notice = wish.notice(INSTANCE, NOW);
    NodeFacts node =
        new NodeFacts(
            "n",
            "client-1",
            "",
            "ready",
            false,
            Optional.empty(),
            Optional.empty(),
            1,
            Optional.of(
                new NodeFacts.Allocs(
                    List.of(new NodeFacts.Alloc("a", "default", "j", "g", "batch", NOW)),
                    killTimeout)));
    DrainDecision decision =
        new DrainPlan(wish.terms())
            .step(Doomed.by(notice, NOW), new Facts(List.of(node), Map.of(), true, false), NOW)
            .decision();
    return ((DrainDecision.Drain) decision).deadline();
  }

  @Test
  void aDeadlineIsWhenTheNodeIsEmptySoStoppingBeginsBefore() {
    assertThat(deadline(new DrainWish.Within(Duration.ofMinutes(30), true), Duration.ofSeconds(20)))
        .isEqualTo(Duration.ofMinutes(30).minusSeconds(20));
  }

  @Test
  void forceLeavesNoTimeHoweverLongStoppingTakes() {
    assertThat(deadline(new DrainWish.AtOnce(), Duration.ZERO)).isNegative();
    assertThat(deadline(new DrainWish.AtOnce(), Duration.ofMinutes(10))).isNegative();
  }

  @Test
  void noDeadlineIsFarAway() {
    assertThat(deadline(new DrainWish.Unlimited(), Duration.ofMinutes(10)))
        .isGreaterThan(DrainWish.NEVER.dividedBy(2));
  }

  @Test
  void onlyADeadlineThatWasGivenShortensADrainThatRuns() {
    DrainWish.Within given = new DrainWish.Within(Duration.ofMinutes(5), true);
    DrainWish.Within taken = new DrainWish.Within(Duration.ofHours(1), false);
    assertThat(new DrainWish(given, true, "m").joining().limit()).isEqualTo(given);
    assertThat(new DrainWish(taken, true, "m").joining())
        .isEqualTo(new DrainWish(new DrainWish.Unlimited(), true, "m"));
  }

  @Test
  void eachRunIsAReasonOfItsOwn() {
    DrainWish wish = new DrainWish(new DrainWish.AtOnce(), false, "");
    assertThat(wish.notice(INSTANCE, NOW).key())
        .doesNotContain(" ")
        .isNotEqualTo(wish.notice(INSTANCE, NOW.plusMillis(1)).key());
  }
}
