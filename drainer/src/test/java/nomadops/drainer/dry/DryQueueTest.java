package nomadops.drainer.dry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.drainer.lifecycle.HookAnswer;
import nomadops.drainer.lifecycle.HookResult;
import nomadops.drainer.lifecycle.HookTerms;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.sqs.Queue;
import org.junit.jupiter.api.Test;

class DryQueueTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<String> said = new ArrayList<>();
  private final Narrator narrator = (subject, what) -> said.add(subject + ": " + what);
  private List<Queue.Message> there = List.of();
  private final DryQueue queue = new DryQueue("terminations", _ -> there, narrator);

  @Test
  void aMessageThatComesAgainIsNotToldAgain() throws Exception {
    there = List.of(message("a", 1));
    assertThat(queue.receive(MINUTE)).hasSize(1);
    there = List.of(message("a", 2), message("b", 1));
    assertThat(queue.receive(MINUTE)).extracting(Queue.Message::id).containsExactly("b");
  }

  @Test
  void aMessageIsNeverAtTheDeliveryAtWhichItIsGivenUp() throws Exception {
    there = List.of(message("a", 7));
    assertThat(queue.receive(MINUTE)).extracting(Queue.Message::receiveCount).containsExactly(1);
  }

  @Test
  void aDeletionIsToldAndKeepingIsNot() {
    Queue.Message a = message("a", 1);
    Queue.Message b = message("b", 1);
    assertThat(queue.delete(List.of(a, b))).containsOnly(new Queue.Outcome.Done()).hasSize(2);
    assertThat(queue.keep(List.of(new Queue.Keep(a, MINUTE), new Queue.Keep(b, Duration.ZERO))))
        .containsOnly(new Queue.Outcome.Done())
        .hasSize(2);
    assertThat(said)
        .containsExactly(
            "message a: would be deleted from terminations",
            "message b: would be deleted from terminations");
  }

  @Test
  void aHookIsToldOnceAndItsTermsAreReal() {
    HookRef hook = new HookRef("workers", "drain", "t");
    HookTerms.Answer terms = new HookTerms.Answer.Unknown("for a test");
    DryHooks hooks = new DryHooks(_ -> terms, narrator);
    InstanceId instance = new InstanceId("i-1");
    assertThat(hooks.terms(hook)).isSameAs(terms);
    assertThat(hooks.heartbeat(hook, instance)).isEqualTo(new HookAnswer.Done());
    assertThat(hooks.heartbeat(hook, instance)).isEqualTo(new HookAnswer.Done());
    assertThat(hooks.complete(hook, instance, HookResult.CONTINUE))
        .as("nothing is left to do")
        .isInstanceOf(HookAnswer.Gone.class);
    assertThat(said)
        .containsExactly(
            "i-1: would keep hook drain of group workers open by heartbeats",
            "i-1: would complete hook drain of group workers with CONTINUE");
  }

  private static Queue.Message message(String id, int count) {
    return new Queue.Message(id, "handle-" + count, "{}", count);
  }
}
