package nomadops.drainer.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibilityPlanTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final VisibilityPlan plan = new VisibilityPlan(Duration.ofSeconds(60));

  private static Queue.Message message(String id) {
    return new Queue.Message(id, id + "#1", "{}", 1);
  }

  @Test
  void aMessageIsRenewedAtAThirdOfItsTimeout() {
    Held held = plan.received(message("a"), 0);

    assertThat(plan.step(List.of(held), 20 * SECOND - 1)).isEmpty();
    assertThat(plan.step(List.of(held), 20 * SECOND))
        .containsExactly(new Due.Renew(message("a"), "it is still worked on"));
  }

  @Test
  void theNextRenewalCountsFromWhenTheLastOneWasSent() {
    Held held = plan.received(message("a"), 0);
    Due renewal = plan.step(List.of(held), 20 * SECOND).getFirst();
    CareStep step =
        plan.after(held.taken(), renewal, new CareAnswer.Done(), 20 * SECOND, 35 * SECOND);

    assertThat(step)
        .isInstanceOfSatisfying(
            CareStep.Hold.class, hold -> assertThat(hold.held().dueAt()).isEqualTo(40 * SECOND));
  }

  @Test
  void whatWaitsLongestGoesFirst() {
    Held first = plan.received(message("a"), 0);
    Held second = plan.received(message("b"), SECOND).finished(SECOND);

    assertThat(plan.step(List.of(first, second), 60 * SECOND))
        .extracting(due -> due.message().id())
        .containsExactly("b", "a");
  }

  @Test
  void whatIsUnderWayIsNotAskedTwice() {
    Held held = plan.received(message("a"), 0).taken();

    assertThat(plan.step(List.of(held), 60 * SECOND)).isEmpty();
  }

  @Test
  void nothingIsRenewedBeyondTwelveHours() {
    long limit = VisibilityPlan.LIMIT.toNanos();
    Held held = plan.received(message("a"), 0).dueAt(limit - 60 * SECOND, 0);

    assertThat(plan.step(List.of(held), limit - 60 * SECOND)).hasSize(1);
    assertThat(plan.step(List.of(held), limit - 60 * SECOND + 1)).isEmpty();
  }
}
